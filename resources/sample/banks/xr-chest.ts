import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const xrChest: ProtocolBank = {
  protocol: {
    name: "XR Chest 2V",
    modality: "XR",
    region: "chest",
    contrast: "none",
    alternatives: [],
    indications: [
      "suspected pneumonia",
      "positive tuberculosis test",
      "heart failure",
      "rib injury, pneumothorax",
      "preoperative film",
    ],
  },
  train: [
    {
      situation: "pneumonia",
      ages: [3, 88],
      core: phrases(`fever and productive cough for 4 days | cough with green sputum and chills |
        fever, cough and crackles at right base | persistent cough after viral illness |
        febrile with rusty sputum | cough, fever and malaise`),
      support: phrases(`temp 39.1 | WBC 17 | decreased breath sounds on the left |
        sick contacts at home | rhonchi | respiratory rate 26`),
      absent: phrases(`no chest pain | no hemoptysis | SpO2 97% on room air | no travel`),
      ask: phrases(`rule out pneumonia | evaluate for infiltrate | ?pneumonia | consolidation?`),
    },
    {
      situation: "pneumonia follow-up",
      ages: [40, 86],
      complaint: false,
      core: phrases(`follow up of pneumonia treated 6 weeks ago | pneumonia last month, check resolution`),
      support: phrases(`completed azithromycin | smoker | cough improving`),
      absent: phrases(`no fever now | no sputum`),
      ask: phrases(`resolution of consolidation? | clearing of infiltrate?`),
    },
    {
      situation: "tuberculosis test",
      ages: [19, 60],
      complaint: false,
      core: phrases(`positive PPD, needs clearance for work | quantiferon positive, starting nursing school |
        immigration medical exam, positive TB skin test | household contact of active TB`),
      support: phrases(`born in endemic country | BCG vaccinated | 15 mm induration`),
      absent: phrases(`asymptomatic | no fever | no night sweats`),
      ask: phrases(`rule out active tuberculosis | TB clearance | active TB?`),
    },
    {
      situation: "heart failure",
      ages: [56, 90],
      core: phrases(`orthopnea and leg edema with known CHF | CHF exacerbation with bibasilar rales |
        weight gain and ankle edema, heart failure clinic`),
      support: phrases(`BNP 1400 | missed furosemide doses | bilateral crackles`),
      absent: phrases(`no chest pain | no fever`),
      ask: phrases(`pulmonary edema? | pleural effusion? | evaluate for congestion`),
    },
    {
      situation: "rib injury",
      ages: [16, 70],
      core: phrases(`hit in ribs playing rugby, sore chest wall | rib pain after fall onto handlebar`),
      support: phrases(`tender over left ribs 5 to 7 | chest wall bruise | pain on deep breath`),
      absent: phrases(`no shortness of breath | no hemoptysis`),
      ask: phrases(`rule out pneumothorax | rib fracture?`),
    },
    {
      situation: "preoperative",
      ages: [50, 84],
      complaint: false,
      core: phrases(`preoperative clearance for hernia repair | pre op film before hip surgery`),
      support: phrases(`COPD on inhalers | anesthesia requests chest film | 20 pack year smoker`),
      absent: phrases(`no chest symptoms | no fever`),
      ask: phrases(`preoperative baseline | any acute chest disease?`),
    },
  ],
  test: [
    {
      situation: "pneumonia",
      ages: [4, 90],
      core: phrases(`high temperature and rusty sputum, coughing | three days of chills and chesty cough |
        bronchial breathing and crackles, febrile with cough | lingering cough following flu`),
      support: phrases(`temp 38.8, resp rate 24 | leukocytosis | dullness at left lung base |
        family member with similar illness`),
      absent: phrases(`saturating well on room air | no blood in sputum`),
      ask: phrases(`pneumonia? | any consolidation or infiltrate? |
        exclude lower respiratory infection`),
    },
    {
      situation: "pneumonia follow-up",
      ages: [42, 84],
      complaint: false,
      core: phrases(`check clearing of pneumonia after antibiotics`),
      support: phrases(`finished amoxicillin course | ex smoker`),
      absent: phrases(`afebrile`),
      ask: phrases(`infiltrate resolved?`),
    },
    {
      situation: "tuberculosis test",
      ages: [20, 58],
      complaint: false,
      core: phrases(`tuberculin skin test 16 mm, employment screening | IGRA positive contact of TB case`),
      support: phrases(`BCG in childhood | recently immigrated`),
      absent: phrases(`no weight loss or night sweats | well`),
      ask: phrases(`active TB? | tuberculosis changes?`),
    },
    {
      situation: "heart failure",
      ages: [58, 88],
      core: phrases(`fluid overload, heart failure clinic, ankle edema and orthopnea`),
      support: phrases(`bases wet on auscultation | diuretics doubled`),
      absent: phrases(`no angina`),
      ask: phrases(`pulmonary congestion? | effusions?`),
    },
    {
      situation: "rib injury",
      ages: [18, 68],
      core: phrases(`kicked in ribs, chest wall pain on one side`),
      support: phrases(`bruise over ribs | hurts to breathe in`),
      absent: phrases(`saturation normal`),
      ask: phrases(`pneumothorax or rib injury?`),
    },
    {
      situation: "preoperative",
      ages: [52, 82],
      complaint: false,
      core: phrases(`pre op evaluation before knee replacement, chest film asked for by anesthesia`),
      support: phrases(`mild COPD | on home inhaler`),
      absent: phrases(`no cough`),
      ask: phrases(`chest baseline before surgery`),
    },
  ],
};
