import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctRenalStone: ProtocolBank = {
  protocol: {
    name: "CT Renal Stone WO",
    modality: "CT",
    region: "urinary",
    contrast: "none, low dose",
    alternatives: ["US Renal Bladder"],
    indications: ["suspected ureteral stone", "stone follow-up before or after treatment"],
  },
  train: [
    {
      situation: "renal colic",
      ages: [21, 76],
      core: phrases(`acute left flank pain radiating to groin | right renal colic |
        colicky flank pain with vomiting | sudden severe flank pain, unable to sit still |
        right flank pain radiating to the groin, restless | left flank pain and microscopic hematuria |
        recurrent stone former with flank colic | severe loin pain coming in waves`),
      support: phrases(`kidney stones in the past | urinalysis with large blood | CVA tenderness |
        passed a stone last year | hydronephrosis on bedside ultrasound |
        lithotripsy in 2019 | writhing in pain | RBC 50 on urinalysis`),
      absent: phrases(`no fever | no gross hematuria | no rebound tenderness | no dysuria`),
      ask: phrases(`rule out ureteral stone | evaluate for nephrolithiasis | ?kidney stone |
        obstructing calculus? | ureteral stone?`),
    },
    {
      situation: "known stone",
      ages: [28, 74],
      complaint: false,
      core: phrases(`known 6 mm ureteral stone, has it passed | nephrolithiasis, preop for ureteroscopy |
        staghorn calculus, surgical planning | ureteral calculus after trial of passage`),
      support: phrases(`on tamsulosin | ureteral stent in place | cystinuria | KUB inconclusive |
        prior lithotripsy`),
      absent: phrases(`no fever or chills | no urinary retention`),
      ask: phrases(`stone burden? | stone size and location | residual fragments?`),
    },
  ],
  test: [
    {
      situation: "renal colic",
      ages: [22, 74],
      core: phrases(`waves of loin to groin pain on the right | abrupt flank colic, pacing the room |
        excruciating pain in left flank with nausea, comes in waves |
        renal colic type pain since midnight`),
      support: phrases(`red cells on urine dip | tender costovertebral angle |
        stone former for ten years | mild hydronephrosis on point of care ultrasound |
        uric acid stones before`),
      absent: phrases(`afebrile, no peritonism | urine not visibly bloody | no burning on urination`),
      ask: phrases(`ureteric calculus? | stone? | exclude obstructing ureteral calculus`),
    },
    {
      situation: "known stone",
      ages: [30, 72],
      complaint: false,
      core: phrases(`follow up of ureteral calculus after medical expulsive therapy |
        planning for percutaneous nephrolithotomy of kidney stone |
        kidney stones on plain film, flank ache`),
      support: phrases(`JJ stent inserted | calcium oxalate stones | taking tamsulosin`),
      absent: phrases(`no signs of infection | voiding normally`),
      ask: phrases(`number and size of stones | has the calculus passed? | fragments left?`),
    },
  ],
};
