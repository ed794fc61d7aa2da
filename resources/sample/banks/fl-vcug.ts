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
      core: phrases(`[second;third] [febrile UTI;urine infection with fever;UTI with fever] this year |
        recurrent febrile [urinary tract infections;UTIs;urine infections] |
        febrile [UTI;urine infection] with [hydronephrosis on ultrasound;abnormal kidney sonogram;abnormal renal ultrasound] |
        [recurrent;repeat] pyelonephritis [on prophylaxis;despite prophylaxis] |
        urine infected again, temp 39.5 | pyelonephritis twice`),
      support: phrases(`E. coli on catheter specimen | on trimethoprim prophylaxis |
        renal scarring on DMSA | dilated left ureter on ultrasound |
        culture now negative after antibiotics | sibling with reflux | scarred kidney |
        Klebsiella | scar in kidney | kidney sonogram abnormal | nitrofurantoin daily |
        sister with reflux | urine sterile after antibiotics`),
      absent: phrases(`no constipation | blood pressure normal | no spinal anomaly`),
      ask: phrases(`rule out vesicoureteral reflux | evaluate for VUR | VUR? | reflux grade?`),
    },
    {
      situation: "known reflux",
      ages: [0.8, 9],
      complaint: false,
      core: phrases(`[grade 3;bilateral;known] [vesicoureteral reflux;VUR], [annual follow up;yearly check] |
        [VUR;vesicoureteral reflux] after [Deflux;endoscopic] injection |
        [known VUR;VUR;vesicoureteral reflux] on [prophylaxis;antibiotics], yearly check |
        reflux injected, recheck`),
      support:
        phrases(`no infection in the past year | renal scar on DMSA | on nitrofurantoin prophylaxis |
        ureteral orifices injected`),
      absent: phrases(`no fever | no wetting`),
      ask: phrases(`resolution of reflux? | reflux grade? | persistent VUR?`),
    },
    {
      situation: "prenatal hydronephrosis",
      ages: [0.1, 1.2],
      complaint: false,
      core: phrases(`[prenatal;antenatal] hydronephrosis, [persistent after birth;still dilated postnatally] |
        [prenatal;antenatal] hydronephrosis with dilated ureter |
        renal pelvis dilated since fetal scan | hydronephrosis on fetal ultrasound`),
      support: phrases(`SFU grade 4 on ultrasound | ureter 12 mm`),
      absent: phrases(`no UTI so far | creatinine normal`),
      ask: phrases(`rule out vesicoureteral reflux | reflux? | reflux into ureter?`),
    },
    {
      situation: "urethral valves",
      ages: [0.1, 1.8],
      sex: "M",
      core: phrases(`bilateral [hydroureteronephrosis;hydronephrosis] with [thick walled;trabeculated] bladder |
        [poor urinary stream;weak dribbling stream;weak stream] and [distended bladder;bilateral hydronephrosis;thick bladder] |
        dribbling of urine | hydronephrotic kidneys on both sides`),
      support: phrases(`oligohydramnios in pregnancy | creatinine 1.4 | keyhole sign on ultrasound |
        bladder trabeculation | posterior urethra dilated | amniotic fluid was low`),
      absent: phrases(`no fever | feeding well`),
      ask: phrases(`rule out posterior urethral valves | PUV? | bladder outlet obstruction? |
        valve in urethra?`),
    },
  ],
  test: [
    {
      situation: "urinary infection",
      ages: [0.3, 6],
      core: phrases(`urine infected for the third time, temp 39.6 | pyelonephritis again despite prophylaxis |
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
      core: phrases(
        `VUR diagnosed last year, still on antibiotics | reflux injected at both ureteral orifices, recheck`,
      ),
      support: phrases(`dry and infection free | scar in upper pole`),
      absent: phrases(`no temperature`),
      ask: phrases(`has reflux resolved?`),
    },
    {
      situation: "prenatal hydronephrosis",
      ages: [0.1, 1],
      complaint: false,
      core: phrases(`hydronephrosis before birth, ureter wide on newborn scan`),
      support: phrases(`SFU grade 3 | thriving`),
      absent: phrases(`no urine infection yet`),
      ask: phrases(`reflux into dilated ureter?`),
    },
    {
      situation: "urethral valves",
      ages: [0.1, 1.5],
      sex: "M",
      core: phrases(`dribbles urine, trabeculated bladder on scan |
        both kidneys hydronephrotic since before birth, thick bladder`),
      support: phrases(`low amniotic fluid before delivery | dilated posterior urethra suspected`),
      absent: phrases(`afebrile | gaining weight`),
      ask: phrases(`posterior urethral valve? | outlet obstruction?`),
    },
  ],
};
