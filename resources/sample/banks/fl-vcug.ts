import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const flVcug: ProtocolBank = {
  protocol: {
    name: "FL VCUG",
    modality: "FL",
    region: "urinary",
    contrast: "intravesical iodinated",
    alternatives: ["US Renal Bladder"],
    indications: [
      "recurrent febrile urinary infection in a child",
      "suspected vesicoureteral reflux",
      "posterior urethral valves",
    ],
  },
  train: [
    {
      situation: "urinary infection",
      ages: [0.2, 7],
      core: phrases(`second febrile UTI this year | recurrent febrile urinary tract infections |
        febrile UTI with hydronephrosis on ultrasound | recurrent pyelonephritis on prophylaxis |
        febrile urinary infection, abnormal renal ultrasound | third UTI with fever`),
      support: phrases(`E. coli on catheter specimen | on trimethoprim prophylaxis |
        renal scarring on DMSA | dilated left ureter on ultrasound |
        culture now negative after antibiotics | sibling with reflux | scarred kidney`),
      absent: phrases(`no constipation | blood pressure normal | no spinal anomaly`),
      ask: phrases(`rule out vesicoureteral reflux | evaluate for VUR | VUR? | reflux grade?`),
    },
    {
      situation: "known reflux",
      ages: [0.8, 9],
      complaint: false,
      core: phrases(`grade 3 vesicoureteral reflux, annual follow up | bilateral VUR after Deflux injection |
        VUR on prophylaxis, yearly check`),
      support: phrases(`no infection in the past year | renal scar on DMSA | on nitrofurantoin prophylaxis`),
      absent: phrases(`no fever | no wetting`),
      ask: phrases(`resolution of reflux? | reflux grade? | persistent VUR?`),
    },
    {
      situation: "prenatal hydronephrosis",
      ages: [0.1, 1.2],
      complaint: false,
      core: phrases(`prenatal hydronephrosis, persistent after birth | prenatal hydronephrosis with dilated ureter`),
      support: phrases(`SFU grade 4 on ultrasound | ureter 12 mm`),
      absent: phrases(`no UTI so far | creatinine normal`),
      ask: phrases(`rule out vesicoureteral reflux | reflux?`),
    },
    {
      situation: "urethral valves",
      ages: [0.1, 1.8],
      sex: "M",
      core: phrases(`bilateral hydroureteronephrosis with thick walled bladder |
        poor urinary stream and distended bladder | weak stream and bilateral hydronephrosis`),
      support: phrases(`oligohydramnios in pregnancy | creatinine 1.4 | keyhole sign on ultrasound`),
      absent: phrases(`no fever | feeding well`),
      ask: phrases(`rule out posterior urethral valves | PUV? | bladder outlet obstruction?`),
    },
  ],
  test: [
    {
      situation: "urinary infection",
      ages: [0.3, 6],
      core: phrases(`third urine infection with high fever | pyelonephritis again despite prophylaxis |
        febrile urine infection and abnormal kidney sonogram`),
      support: phrases(`Klebsiella in urine | scar in right kidney | daily nitrofurantoin |
        sister had reflux surgery | ureter visible on sonogram |
        infection treated, urine now sterile`),
      absent: phrases(`bowels regular | spine normal | normotensive`),
      ask: phrases(`vesicoureteric reflux? | grade of VUR?`),
    },
    {
      situation: "known reflux",
      ages: [1, 8],
      complaint: false,
      core: phrases(`known VUR, yearly check on antibiotics | vesicoureteral reflux after endoscopic injection`),
      support: phrases(`dry and infection free | scar in upper pole`),
      absent: phrases(`no temperature`),
      ask: phrases(`has reflux resolved?`),
    },
    {
      situation: "prenatal hydronephrosis",
      ages: [0.1, 1],
      complaint: false,
      core: phrases(`antenatal hydronephrosis, ureter still dilated postnatally`),
      support: phrases(`SFU grade 3 | thriving`),
      absent: phrases(`no urine infection yet`),
      ask: phrases(`reflux into dilated ureter?`),
    },
    {
      situation: "urethral valves",
      ages: [0.1, 1.5],
      sex: "M",
      core: phrases(`weak dribbling stream, trabeculated bladder on ultrasound |
        both kidneys hydronephrotic since before birth, thick bladder`),
      support: phrases(`low amniotic fluid before delivery | dilated posterior urethra suspected`),
      absent: phrases(`afebrile | gaining weight`),
      ask: phrases(`posterior urethral valve? | outlet obstruction?`),
    },
  ],
};
