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
      core: phrases(`[painless;asymptomatic] [gross hematuria;hematuria;visible hematuria;macroscopic hematuria] [;for a month;, twice;with clots] |
        [intermittent;recurrent] [visible blood in urine;red urine;bloody urine] [for a month;without pain;, painless] |
        [gross;macroscopic] hematuria with clots |
        [persistent;asymptomatic] [microscopic hematuria;microhematuria] [on 3 samples;at high risk;, smoker] |
        [red urine;blood in urine], [no pain;painless;several occasions] |
        cola colored urine, painless | microhematuria at checkup | smoker with hematuria |
        urine turned red | blood on voiding`),
      support: phrases(`40 pack year smoker | atypical urine cytology | worked in dye factory |
        cystoscopy scheduled | 50 RBC per high power field | prior cyclophosphamide |
        clots in urine | suspicious cytology | aniline dye exposure`),
      absent: phrases(`no flank pain | no dysuria, culture negative | no stones before | eGFR 82`),
      ask: phrases(`hematuria workup | rule out urothelial carcinoma | evaluate upper tracts |
        upper tract malignancy? | ureters and collecting system? | transitional cell cancer?`),
    },
    {
      situation: "urothelial cancer",
      ages: [52, 84],
      complaint: false,
      core: phrases(`[bladder cancer;bladder tumor;non muscle invasive bladder cancer] [status post TURBT;after BCG;treated with TURBT], [surveillance;upper tract check;follow up] |
        upper tract urothelial carcinoma after nephroureterectomy |
        [positive urine cytology;malignant cells in urine] with normal cystoscopy |
        muscle invasive bladder [cancer;carcinoma], upper tract evaluation |
        bladder [cancer;carcinoma] after cystectomy[; with ileal conduit;, follow up of ureters] |
        urothelial malignancy on cytology | cystoscopy clear, cytology positive |
        conduit after bladder removal`),
      support: phrases(`high grade disease | BCG induction completed | hydronephrosis on one side |
        recurrence 2 years ago | carcinoma in situ, BCG | ureteral tumor before`),
      absent: phrases(`no flank pain | no contrast allergy`),
      ask: phrases(`evaluate upper tracts for recurrence | upper tract surveillance |
        synchronous lesion? | filling defect? | lesion of renal pelvis?`),
    },
  ],
  test: [
    {
      situation: "hematuria",
      ages: [47, 84],
      core: phrases(`pink urine on and off, painless hematuria | passed clots, gross blood in urine |
        microhematuria found at checkup, high risk category | notices blood when voiding, no discomfort`),
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
      core: phrases(`superficial bladder tumor resected, yearly upper tract look |
        ileal conduit since bladder removed for carcinoma |
        cytology shows urothelial malignancy, cystoscopy clear`),
      support: phrases(`carcinoma in situ treated with BCG | ureteral tumor in the past`),
      absent: phrases(`no loin pain | tolerates contrast`),
      ask: phrases(`urothelial recurrence? | ureteral or renal pelvis lesion?`),
    },
  ],
};
