import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usVenousLeg: ProtocolBank = {
  protocol: {
    name: "US Venous Leg",
    modality: "US",
    region: "leg",
    contrast: "none",
    alternatives: [],
    indications: ["suspected deep vein thrombosis", "thrombus follow-up"],
  },
  train: [
    {
      situation: "suspected thrombosis",
      ages: [20, 90],
      core: phrases(`left calf swelling and pain | unilateral leg swelling for 3 days |
        right lower extremity edema and tenderness | swollen painful leg after long flight |
        calf tenderness and erythema | left thigh and calf swelling | asymmetric leg edema |
        warm swollen right calf | pitting edema of one leg`),
      support: phrases(`prior DVT, off anticoagulation | knee replacement 10 days ago |
        calf circumference 4 cm larger than other side | active cancer | D-dimer elevated |
        bedbound after stroke | Wells DVT score 3 | cast removed last week | factor V Leiden`),
      absent: phrases(`no shortness of breath | no chest pain | no trauma | no fever | pulses intact`),
      ask: phrases(`rule out DVT | evaluate for deep vein thrombosis | ?DVT | leg clot?`),
    },
    {
      situation: "known thrombus",
      ages: [24, 80],
      complaint: false,
      core: phrases(`known femoral DVT, follow up after 3 months of apixaban |
        calf DVT on surveillance, not anticoagulated | DVT treated with warfarin, end of treatment`),
      support: phrases(`considering stopping anticoagulation | protein C deficiency | provoked by surgery`),
      absent: phrases(`swelling resolved | no chest symptoms`),
      ask: phrases(`residual thrombus? | propagation of clot? | clot resolved?`),
    },
    {
      situation: "superficial phlebitis",
      ages: [28, 78],
      core: phrases(`superficial thrombophlebitis near the groin | tender red cord along great saphenous vein`),
      support: phrases(`varicose veins | palpable cord in thigh`),
      absent: phrases(`no fever | no shortness of breath`),
      ask: phrases(`extension into deep veins? | rule out DVT`),
    },
  ],
  test: [
    {
      situation: "suspected thrombosis",
      ages: [22, 88],
      core: phrases(`one leg much bigger than the other, sore calf | pitting edema of right leg only |
        asymmetric calf edema after hip surgery | tight painful calf since cast removal |
        warm red swollen lower leg`),
      support: phrases(`previous clot in leg | raised D-dimer | chemotherapy for colon cancer |
        Homan sign positive | known thrombophilia`),
      absent: phrases(`breathing normally | no injury | foot pulses present`),
      ask: phrases(`deep venous thrombosis? | exclude DVT | thrombus in popliteal or femoral vein?`),
    },
    {
      situation: "known thrombus",
      ages: [26, 78],
      complaint: false,
      core: phrases(`popliteal DVT treated with rivaroxaban, end of treatment check`),
      support: phrases(`factor V Leiden heterozygous | hematology asks before stopping treatment`),
      absent: phrases(`leg no longer swollen`),
      ask: phrases(`thrombus gone? | residual clot in vein?`),
    },
    {
      situation: "superficial phlebitis",
      ages: [30, 76],
      core: phrases(`phlebitis of saphenous vein, red cord tracking up thigh`),
      support: phrases(`longstanding varicosities`),
      absent: phrases(`no dyspnea`),
      ask: phrases(`thrombus reaching deep system?`),
    },
  ],
};
