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
      core: phrases(`[acute;sudden;severe;excruciating] [left;right] flank pain [radiating to groin;to groin;with nausea;, restless;, unable to sit still] |
        [right;left] renal colic[; since midnight; type pain] |
        [colicky;waves of;intermittent] [flank;loin] pain [with vomiting;, pacing the room;to the groin;coming in waves] |
        [left;right] flank pain and [microscopic hematuria;blood on dipstick] |
        [recurrent;known] stone former with [flank colic;loin pain;flank pain] |
        writhing with flank colic | pacing with flank pain | excruciating flank pain |
        stone former, colic overnight`),
      support: phrases(`kidney stones in the past | urinalysis with large blood | CVA tenderness |
        passed a stone last year | hydronephrosis on bedside ultrasound |
        lithotripsy in 2019 | writhing in pain | RBC 50 on urinalysis | red cells on dip |
        costovertebral angle tender | uric acid stone passed`),
      absent: phrases(`no fever | no gross hematuria | no rebound tenderness | no dysuria`),
      ask: phrases(`rule out ureteral stone | evaluate for nephrolithiasis | ?kidney stone |
        obstructing calculus? | ureteral stone?`),
    },
    {
      situation: "known stone",
      ages: [28, 74],
      complaint: false,
      core: phrases(`known [6 mm;8 mm;distal] [ureteral stone;ureteral calculus], [has it passed;follow up;trial of passage] |
        [nephrolithiasis;kidney stones;renal calculi], [preop for ureteroscopy;planning percutaneous nephrolithotomy;on plain film, flank ache] |
        staghorn calculus, surgical planning |
        ureteral calculus after [trial of passage;medical expulsive therapy] |
        stone in distal ureter, not passed | percutaneous nephrolithotomy planned`),
      support: phrases(`on tamsulosin | ureteral stent in place | cystinuria | KUB inconclusive |
        prior lithotripsy | medical expulsive therapy | double J stent`),
      absent: phrases(`no fever or chills | no urinary retention`),
      ask: phrases(`stone burden? | stone size and location`),
    },
  ],
  test: [
    {
      situation: "renal colic",
      ages: [22, 74],
      core: phrases(`waves of loin to groin pain on the right | abrupt flank colic, pacing the room |
        excruciating pain in left flank with nausea, comes in waves |
        writhing with colic in the flank overnight`),
      support: phrases(`red cells on urine dip | tender costovertebral angle |
        stone former for ten years | mild hydronephrosis on point of care ultrasound |
        uric acid stones before`),
      absent: phrases(
        `afebrile, no peritonism | urine not visibly bloody | no burning on urination`,
      ),
      ask: phrases(`calculus in ureter? | stone? | exclude obstructing ureteral calculus`),
    },
    {
      situation: "known stone",
      ages: [30, 72],
      complaint: false,
      core: phrases(`stone seen in distal ureter last month, passage not witnessed |
        planning for percutaneous nephrolithotomy of kidney stone |
        bilateral renal stones, dull flank ache`),
      support: phrases(`JJ stent inserted | calcium oxalate stones | taking tamsulosin`),
      absent: phrases(`no signs of infection | voiding normally`),
      ask: phrases(`number and size of stones | where is the stone now?`),
    },
  ],
};
