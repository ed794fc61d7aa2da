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
      core: phrases(`[left;right] calf [swelling and pain;tenderness and erythema;swelling after surgery] |
        [unilateral;asymmetric;one sided] leg [swelling;edema] for 3 days |
        [right;left] [lower extremity;leg] [edema and tenderness;edema;swelling and redness] |
        [swollen painful;warm red;tight sore] [leg;calf;lower leg] [after long flight;since cast removal;] |
        [left;right] thigh and calf swelling |
        [pitting edema;edema] of [one leg;right leg only] |
        one [leg;calf] [bigger;larger] than the other[;, sore] | plaster off, leg swollen |
        hip operated, leg swollen`),
      support:
        phrases(`prior DVT, off anticoagulation | calf circumference 4 cm larger than other side |
        [knee replacement 10 days ago;active cancer;bedbound after stroke;cast removed last week;recent long flight] |
        D-dimer elevated | Wells DVT score 3 | factor V Leiden | thrombophilia |
        positive Homan | aching calf`),
      absent: phrases(
        `no shortness of breath | no chest pain | no trauma | no fever | pulses intact`,
      ),
      ask: phrases(`rule out DVT | evaluate for deep vein thrombosis | ?DVT | leg clot? |
        popliteal vein thrombosis? | femoral vein clot?`),
    },
    {
      situation: "known thrombus",
      ages: [24, 80],
      complaint: false,
      core: phrases(`known [femoral;popliteal] DVT, [follow up after 3 months of apixaban;end of treatment check] |
        calf DVT on surveillance, not anticoagulated |
        DVT treated with [warfarin;rivaroxaban], end of treatment |
        clot in popliteal vein, treated`),
      support:
        phrases(`considering stopping anticoagulation | protein C deficiency | provoked by surgery |
        rivaroxaban six months`),
      absent: phrases(`swelling resolved | no chest symptoms`),
      ask: phrases(`residual thrombus? | propagation of clot? | clot resolved?`),
    },
    {
      situation: "superficial phlebitis",
      ages: [28, 78],
      core: phrases(`superficial [thrombophlebitis;phlebitis] [near the groin;of the thigh] |
        tender red cord along [great saphenous vein;saphenous vein;inner thigh] |
        varicosities, red vein | inflamed saphenous vein`),
      support: phrases(`varicose veins | palpable cord in thigh | hard cord in thigh`),
      absent: phrases(`no fever | no shortness of breath`),
      ask: phrases(`extension into deep veins? | rule out DVT | deep extension?`),
    },
  ],
  test: [
    {
      situation: "suspected thrombosis",
      ages: [22, 88],
      core: phrases(`left leg twice the size of right, calf aches | right leg pitting from ankle to knee, other leg normal |
        calves differ by 5 cm, hip operated recently | calf tight and hot, plaster off last week |
        warm red swollen lower leg`),
      support: phrases(`previous clot in leg | raised D-dimer | chemotherapy for colon cancer |
        Homan sign positive | known thrombophilia`),
      absent: phrases(`breathing normally | no injury | foot pulses present`),
      ask: phrases(
        `deep venous thrombosis? | venous clot? | thrombus in popliteal or femoral vein?`,
      ),
    },
    {
      situation: "known thrombus",
      ages: [26, 78],
      complaint: false,
      core: phrases(`popliteal vein clot, six months of rivaroxaban done`),
      support: phrases(`factor V Leiden heterozygous | hematology asks before stopping treatment`),
      absent: phrases(`leg no longer swollen`),
      ask: phrases(`thrombus gone? | residual clot in vein?`),
    },
    {
      situation: "superficial phlebitis",
      ages: [30, 76],
      core: phrases(`saphenous vein inflamed, hard cord up thigh`),
      support: phrases(`longstanding varicosities`),
      absent: phrases(`breathing fine`),
      ask: phrases(`thrombus reaching deep system?`),
    },
  ],
};
