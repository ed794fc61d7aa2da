import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctUrogram: ProtocolBank = {
  protocol: {
    name: "CT Urogram W/WO",
    modality: "CT",
    region: "urinary",
    contrast: "without and with IV iodinated, nephrographic and excretory phases",
    alternatives: [],
    indications: [
      "painless gross hematuria",
      "high-risk microscopic hematuria",
      "urothelial cancer follow-up",
    ],
  },
  train: [
    {
      situation: "hematuria",
      ages: [45, 86],
      core: phrases(`painless gross hematuria | intermittent visible blood in urine for a month |
        gross hematuria with clots | persistent microscopic hematuria on 3 samples |
        painless hematuria, long smoking history | red urine, painless |
        macroscopic hematuria twice this month`),
      support: phrases(`40 pack year smoker | atypical urine cytology | worked in dye factory |
        cystoscopy scheduled | 50 RBC per high power field | prior cyclophosphamide`),
      absent: phrases(`no flank pain | no dysuria, culture negative | no stones before | eGFR 82`),
      ask: phrases(`hematuria workup | rule out urothelial carcinoma | evaluate upper tracts |
        upper tract malignancy?`),
    },
    {
      situation: "urothelial cancer",
      ages: [52, 84],
      complaint: false,
      core: phrases(`bladder cancer status post TURBT, surveillance |
        upper tract urothelial carcinoma after nephroureterectomy |
        positive urine cytology with normal cystoscopy |
        muscle invasive bladder cancer, upper tract evaluation |
        bladder cancer after cystectomy with ileal conduit`),
      support: phrases(`high grade disease | BCG induction completed | hydronephrosis on one side |
        recurrence 2 years ago`),
      absent: phrases(`no flank pain | no contrast allergy`),
      ask: phrases(`evaluate upper tracts for recurrence | upper tract surveillance |
        synchronous lesion? | filling defect?`),
    },
  ],
  test: [
    {
      situation: "hematuria",
      ages: [47, 84],
      core: phrases(`red urine without pain on several occasions | macroscopic hematuria, clots passed |
        asymptomatic microhematuria at high risk | blood visible in urine, no pain`),
      support: phrases(`heavy smoker, 50 pack years | suspicious cells on urine cytology |
        exposure to aniline dyes | urology plans cystoscopy | pelvic radiation in the past`),
      absent: phrases(`no colic | urine culture sterile | kidney function normal`),
      ask: phrases(`upper tract tumor? | collecting system and ureters, lesion? |
        exclude transitional cell carcinoma`),
    },
    {
      situation: "urothelial cancer",
      ages: [54, 82],
      complaint: false,
      core: phrases(`non muscle invasive bladder tumor, yearly upper tract check |
        cystectomy for bladder carcinoma, follow up of ureters |
        malignant cells in urine, bladder clear on cystoscopy`),
      support: phrases(`carcinoma in situ treated with BCG | ureteral tumor in the past`),
      absent: phrases(`no loin pain | tolerates contrast`),
      ask: phrases(`urothelial recurrence? | ureteral or renal pelvis lesion?`),
    },
  ],
};
