import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usRenal: ProtocolBank = {
  protocol: {
    name: "US Renal Bladder",
    modality: "US",
    region: "urinary",
    contrast: "none",
    alternatives: [],
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
      core: phrases(`[acute kidney injury;AKI], creatinine [3.4 from 1.1;tripled;doubled since admission;4.0 today] |
        [rising;climbing] creatinine and [low urine output;oliguria;BUN 88] |
        [chronic kidney disease;CKD stage 4], new diagnosis |
        [AKI;renal failure] of [unclear;unknown] cause |
        new renal failure [with proteinuria;and oliguria;on labs] |
        little urine for two days | kidneys not working, cause unclear |
        oliguria for two days`),
      support:
        phrases(`long standing diabetes and hypertension | on lisinopril and NSAIDs | potassium 5.6 |
        BUN 74 | oliguria | edema of both ankles | BUN 92 | nephrotoxins stopped |
        potassium 6.1`),
      absent: phrases(`no flank pain | no hematuria | no fever`),
      ask: phrases(`rule out hydronephrosis | evaluate for obstruction | renal size and echogenicity |
        hydro? | obstructive uropathy? | cortex thin? | kidneys dilated?`),
    },
    {
      situation: "bladder outlet",
      ages: [54, 90],
      sex: "M",
      core: phrases(`[urinary retention;large bladder residual;high post void residual] with [worsening renal function;climbing creatinine;AKI] |
        [BPH;enlarged prostate] with [weak stream;hesitancy] and [rising creatinine;renal failure] |
        outflow obstruction, creatinine up | bladder not emptying |
        slow stream, large prostate`),
      support: phrases(`post void residual 600 mL | hesitancy and dribbling | Foley placed today |
        residual 500 mL`),
      absent: phrases(`no flank pain | no gross hematuria`),
      ask: phrases(`rule out hydronephrosis | hydro and bladder volume? | obstruction? |
        kidneys dilated?`),
    },
    {
      situation: "flank pain in pregnancy",
      ages: [19, 42],
      sex: "F",
      core: phrases(`[left;right] [flank;loin] pain [radiating to groin;with vomiting;and nausea;with CVA tenderness] |
        [right;left] renal colic |
        [colicky;acute] [flank;loin] pain[; and hematuria;, prior stone former;] |
        [flank;renal angle] pain and [hematuria;nausea] | loin pain, queasy |
        renal angle ache | colic in left flank | right loin colic, queasy`),
      support: phrases(`kidney stones in the past | CVA tenderness | urinalysis with blood |
        passed a stone last year | avoid ionizing radiation | stone former |
        costovertebral angle tender`),
      absent: phrases(`no fever | no vaginal bleeding | no contractions`),
      must: phrases(`22 weeks pregnant | pregnant, 16 weeks | third trimester pregnancy |
        G3P2 at 27 weeks | gravid, 24 weeks gestation | 30 weeks pregnant | G1P0, 18 weeks |
        second trimester pregnancy | expecting, 20 weeks | last trimester of pregnancy |
        G1P0, 30 weeks gestation`),
      ask: phrases(`rule out hydronephrosis or stone | obstructing stone? avoid radiation |
        hydronephrosis? | stone in pregnancy? | hydronephrosis of pregnancy?`),
    },
    {
      situation: "polycystic kidneys",
      ages: [20, 45],
      complaint: false,
      core: phrases(`[father;mother;brother] with [polycystic kidney disease;ADPKD;polycystic kidneys], [screening;wants to be tested] |
        [known ADPKD;polycystic kidney disease], [follow up of kidney size;yearly size check] |
        family history of [cystic;polycystic] kidneys, hypertension |
        young hypertension, cystic kidneys in mother | ADPKD with large kidneys`),
      support: phrases(
        `creatinine 1.0 | palpable flank masses | sister on dialysis | ballotable kidneys`,
      ),
      absent: phrases(`no hematuria | no pain`),
      ask: phrases(`renal cysts? | screen for polycystic kidneys`),
    },
  ],
  test: [
    {
      situation: "renal failure",
      ages: [42, 88],
      core: phrases(`creatinine three times baseline within days, AKI | oliguria with BUN 88 |
        kidneys failing, reason unclear`),
      support: phrases(`nephrotoxic drugs stopped | hyperkalemia | diabetic nephropathy suspected`),
      absent: phrases(`no loin pain | urine without blood`),
      ask: phrases(
        `dilated kidneys? | post renal obstruction? | kidney size and cortical thickness`,
      ),
    },
    {
      situation: "bladder outlet",
      ages: [58, 88],
      sex: "M",
      core: phrases(`bladder does not empty, creatinine going up`),
      support: phrases(`big prostate, slow stream | bladder palpable`),
      absent: phrases(`no loin pain`),
      ask: phrases(`are the kidneys dilated? | outflow obstruction?`),
    },
    {
      situation: "flank pain in pregnancy",
      ages: [20, 40],
      sex: "F",
      core: phrases(`loin pain on the right with vomiting | left flank colic, has formed stones before |
        aching renal angle, queasy`),
      support: phrases(`tender costovertebral angle | red cells in urine`),
      absent: phrases(`cervix closed, no bleeding | afebrile`),
      must: phrases(`G2P1, 25 weeks gestation | gravid at 19 weeks | pregnant in last trimester |
        expecting, 28 weeks`),
      ask: phrases(
        `hydronephrosis or calculus? no ionizing radiation | dilated collecting system?`,
      ),
    },
    {
      situation: "polycystic kidneys",
      ages: [21, 44],
      complaint: false,
      core: phrases(
        `polycystic kidneys run in family, relatives on dialysis | ADPKD, kidneys enlarging`,
      ),
      support: phrases(`hypertension at young age | kidneys ballotable`),
      absent: phrases(`kidney function normal | no blood in urine`),
      ask: phrases(`cysts in kidneys? | kidney volume?`),
    },
  ],
};
