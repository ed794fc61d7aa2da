import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usRenal: ProtocolBank = {
  protocol: {
    name: "US Renal Bladder",
    modality: "US",
    region: "urinary",
    contrast: "none",
    alternatives: ["CT Renal Stone WO"],
    indications: [
      "acute kidney injury, hydronephrosis",
      "flank pain in pregnancy",
      "polycystic kidney disease",
    ],
  },
  train: [
    {
      situation: "renal failure",
      ages: [40, 90],
      core: phrases(`acute kidney injury, creatinine 3.4 from 1.1 | rising creatinine and low urine output |
        chronic kidney disease, new diagnosis | AKI of unclear cause | creatinine doubled since admission |
        new renal failure with proteinuria`),
      support: phrases(`long standing diabetes and hypertension | on lisinopril and NSAIDs |
        potassium 5.6 | BUN 74 | oliguria | edema of both ankles`),
      absent: phrases(`no flank pain | no hematuria | no fever`),
      ask: phrases(`rule out hydronephrosis | evaluate for obstruction | renal size and echogenicity |
        hydro? | obstructive uropathy?`),
    },
    {
      situation: "bladder outlet",
      ages: [54, 90],
      sex: "M",
      core: phrases(`urinary retention with worsening renal function |
        BPH with weak stream and rising creatinine | high post void residual and AKI`),
      support: phrases(`post void residual 600 mL | hesitancy and dribbling | Foley placed today`),
      absent: phrases(`no flank pain | no gross hematuria`),
      ask: phrases(`rule out hydronephrosis | hydro and bladder volume? | obstruction?`),
    },
    {
      situation: "flank pain in pregnancy",
      ages: [19, 42],
      sex: "F",
      core: phrases(`left flank pain radiating to groin | right renal colic | flank pain and hematuria |
        right loin pain and vomiting | colicky flank pain | flank pain with CVA tenderness`),
      support: phrases(`kidney stones in the past | CVA tenderness | urinalysis with blood |
        passed a stone last year`),
      absent: phrases(`no fever | no vaginal bleeding | no contractions`),
      must: phrases(`22 weeks pregnant | pregnant, 16 weeks | third trimester pregnancy |
        G3P2 at 27 weeks | gravid, 24 weeks gestation | 30 weeks pregnant | G1P0, 18 weeks |
        second trimester pregnancy`),
      ask: phrases(`rule out hydronephrosis or stone | obstructing stone? avoid radiation |
        hydronephrosis? | stone in pregnancy?`),
    },
    {
      situation: "polycystic kidneys",
      ages: [20, 45],
      complaint: false,
      core: phrases(`father with polycystic kidney disease, screening |
        known ADPKD, follow up of kidney size | family history of cystic kidneys, hypertension`),
      support: phrases(`creatinine 1.0 | palpable flank masses | sister on dialysis`),
      absent: phrases(`no hematuria | no pain`),
      ask: phrases(`renal cysts? | screen for polycystic kidneys`),
    },
  ],
  test: [
    {
      situation: "renal failure",
      ages: [42, 88],
      core: phrases(`AKI on labs, creatinine tripled over 4 days | oliguria with BUN 88 |
        new renal failure of unknown cause`),
      support: phrases(`nephrotoxic drugs stopped | hyperkalemia | diabetic nephropathy suspected`),
      absent: phrases(`no loin pain | urine without blood`),
      ask: phrases(`hydronephrosis? | obstructive uropathy? | kidney size and cortical thickness`),
    },
    {
      situation: "bladder outlet",
      ages: [58, 88],
      sex: "M",
      core: phrases(`large bladder residual and climbing creatinine`),
      support: phrases(`enlarged prostate with hesitancy | bladder palpable`),
      absent: phrases(`no loin pain`),
      ask: phrases(`hydronephrosis? | outflow obstruction?`),
    },
    {
      situation: "flank pain in pregnancy",
      ages: [20, 40],
      sex: "F",
      core: phrases(`loin pain on the right with vomiting | colicky left flank pain, prior stone former |
        renal angle pain and nausea`),
      support: phrases(`tender costovertebral angle | red cells in urine`),
      absent: phrases(`cervix closed, no bleeding | afebrile`),
      must: phrases(`G2P1, 25 weeks gestation | gravid at 19 weeks | pregnant in last trimester |
        expecting, 28 weeks`),
      ask: phrases(`hydronephrosis or calculus? no ionizing radiation | dilated collecting system?`),
    },
    {
      situation: "polycystic kidneys",
      ages: [21, 44],
      complaint: false,
      core: phrases(`mother and brother have polycystic kidneys, wants to be tested | ADPKD, yearly size check`),
      support: phrases(`hypertension at young age | kidneys ballotable`),
      absent: phrases(`creatinine normal | no blood in urine`),
      ask: phrases(`cysts in kidneys? | kidney volume?`),
    },
  ],
};
