import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const xrAnkle: ProtocolBank = {
  protocol: {
    name: "XR Ankle 3V",
    modality: "XR",
    region: "leg",
    contrast: "none",
    alternatives: [],
    indications: ["ankle injury meeting the Ottawa rules", "fracture follow-up"],
  },
  train: [
    {
      situation: "acute injury",
      ages: [8, 80],
      core: phrases(`[twisted;rolled;sprained] ankle [stepping off curb;playing basketball;on uneven ground;missed a step] |
        [inversion;eversion;supination] injury of [the right;the left;] ankle[;, swollen;, cannot walk] |
        ankle [pain and swelling;painful and swollen] after [fall;jump] |
        lateral malleolus tenderness after [sprain;fall] |
        landed badly on [ankle;outer ankle] | puffy ankle | landed from jump |
        went over on ankle | ankle sprain, outer side sore`),
      support: phrases(`unable to bear weight 4 steps | bruising over lateral malleolus |
        tender over distal fibula | ecchymotic | Ottawa positive | medial malleolus tender |
        tip of fibula tender | weight bearing impossible`),
      absent: phrases(`no knee pain | neurovascularly intact | no open wound | no foot pain`),
      ask: phrases(`rule out fracture | rule out ankle fracture | fracture? | malleolar fracture? |
        malleolus fracture? | bony injury of ankle?`),
    },
    {
      situation: "fracture follow-up",
      ages: [16, 78],
      complaint: false,
      core: phrases(
        `ankle fracture [in cast;out of plaster], [4 week;6 week] follow up | distal fibula fracture, check alignment | lateral malleolus fracture in boot`,
      ),
      support: phrases(`cast removed today | now weight bearing in boot | less tender`),
      absent: phrases(`no wound problem | minimal pain`),
      ask: phrases(`healing and alignment | union? | displacement? | ankle fracture healed?`),
    },
    {
      situation: "after surgery",
      ages: [18, 78],
      complaint: false,
      core: phrases(`status post ORIF of [bimalleolar;trimalleolar] ankle fracture |
        ankle ORIF 6 weeks ago |
        ankle fracture fixed with plate and screws[;, routine check] |
        trimalleolar ankle fracture, ORIF`),
      support: phrases(`sutures out | partial weight bearing`),
      absent: phrases(`no wound problem | no fever`),
      ask: phrases(`hardware position? | healing and alignment | mortise?`),
    },
  ],
  test: [
    {
      situation: "acute injury",
      ages: [9, 78],
      core: phrases(`ankle went over on uneven ground, cannot walk |
        supination injury with puffy painful ankle | landed badly from jump, sore outer ankle |
        missed a step and sprained ankle`),
      support: phrases(`point tenderness at tip of fibula | cannot weight bear in triage |
        hematoma around malleolus | meets Ottawa ankle rules`),
      absent: phrases(`skin intact | foot and knee fine | good capillary refill`),
      ask: phrases(`bony injury? | malleolus fx? | exclude fracture of ankle`),
    },
    {
      situation: "fracture follow-up",
      ages: [18, 76],
      complaint: false,
      core: phrases(`plaster off, ankle fracture six weeks old`),
      support: phrases(`walking with crutches | boot removed in clinic`),
      absent: phrases(`little pain`),
      ask: phrases(`fracture healed?`),
    },
    {
      situation: "after surgery",
      ages: [20, 76],
      complaint: false,
      core: phrases(`plate and screws in lateral malleolus, routine check |
        trimalleolar fracture, fixation last month`),
      support: phrases(`touch weight bearing | clips removed`),
      absent: phrases(`scar dry`),
      ask: phrases(`position of ankle hardware and mortise`),
    },
  ],
};
