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
      core: phrases(`[fever;high temperature;chills] and [productive cough;cough;chesty cough] for [3 days;4 days;a week] |
        cough with [green sputum and chills;rusty sputum;yellow sputum and fever] |
        fever, cough and [crackles at right base;bronchial breathing;crackles on the left] |
        [persistent;lingering] cough after [viral illness;flu;a cold] |
        febrile with [rusty sputum;cough and malaise;coughing] |
        shivering and chesty cough | lobar pneumonia suspected | rusty phlegm with fever |
        crackles and temp 38.9 | sweating, coughing and febrile |
        chest infection, coughing | flu then cough | chills, shivering and cough |
        bronchitis symptoms with fever`),
      support:
        phrases(`temp 39.1 | WBC 17 | decreased breath sounds on the left | sick contacts at home |
        rhonchi | respiratory rate 26 | dull left base`),
      absent: phrases(`no chest pain | no hemoptysis | SpO2 97% on room air | no travel`),
      ask: phrases(`rule out pneumonia | evaluate for infiltrate | ?pneumonia | consolidation? |
        lower respiratory tract infection? | pneumonia on the left?`),
    },
    {
      situation: "pneumonia follow-up",
      ages: [40, 86],
      complaint: false,
      core: phrases(`[follow up of pneumonia;recent pneumonia;pneumonia] treated [6 weeks ago;last month;with antibiotics], [check resolution;check clearing;] |
        antibiotics finished, infiltrate before`),
      support: phrases(`completed azithromycin | smoker | cough improving | amoxicillin completed`),
      absent: phrases(`no fever now | no sputum`),
      ask: phrases(`resolution of consolidation? | clearing of infiltrate?`),
    },
    {
      situation: "tuberculosis test",
      ages: [19, 60],
      complaint: false,
      core: phrases(`positive [PPD;TB skin test;tuberculin skin test], [needs clearance for work;employment screening;immigration exam] |
        [quantiferon;IGRA] positive, [starting nursing school;TB contact;before biologic therapy] |
        [household;work] contact of [active TB;TB case] | tuberculin 16 mm |
        quantiferon just turned positive | TB in roommate | reactive IGRA`),
      support: phrases(`born in endemic country | BCG vaccinated | 15 mm induration`),
      absent: phrases(`asymptomatic | no fever | no night sweats`),
      ask: phrases(`rule out active tuberculosis | TB clearance | active TB?`),
    },
    {
      situation: "heart failure",
      ages: [56, 90],
      core: phrases(`[orthopnea;breathless lying flat] and [leg edema;ankle edema] with known [CHF;heart failure] |
        [CHF exacerbation;heart failure;fluid overload] with [bibasilar rales;ankle edema;weight gain and orthopnea] |
        [weight gain and ankle edema;fluid overload], heart failure clinic |
        ankles swollen, three pillows | failing heart | breathless at night, heart failure`),
      support: phrases(`BNP 1400 | missed furosemide doses | bilateral crackles | wet bases`),
      absent: phrases(`no chest pain | no fever`),
      ask: phrases(
        `pulmonary edema? | pleural effusion? | evaluate for congestion | fluid on lungs?`,
      ),
    },
    {
      situation: "rib injury",
      ages: [16, 70],
      core: phrases(`[hit;kicked;elbowed] in ribs playing [rugby;football;hockey], [sore chest wall;chest wall pain] |
        rib pain after fall [onto handlebar;against table;from horse] |
        sore chest wall after judo | ribs bruised`),
      support: phrases(`tender over left ribs 5 to 7 | chest wall bruise | pain on deep breath`),
      absent: phrases(`no shortness of breath | no hemoptysis`),
      ask: phrases(`rule out pneumothorax | rib fracture?`),
    },
    {
      situation: "preoperative",
      ages: [50, 84],
      complaint: false,
      core: phrases(`[preoperative clearance;pre op evaluation;pre op film] [for hernia repair;before hip surgery;before knee replacement;before cataract surgery] |
        hernia operation awaited | anesthesia wants chest film`),
      support: phrases(`COPD on inhalers | anesthesia requests chest film | 20 pack year smoker |
        operation next week`),
      absent: phrases(`no chest symptoms | no fever`),
      ask: phrases(`preoperative baseline | any acute chest disease?`),
    },
  ],
  test: [
    {
      situation: "pneumonia",
      ages: [4, 90],
      core: phrases(`high temperature and rusty sputum, coughing | shivering, chesty cough, three days |
        bronchial breathing and crackles, febrile with cough | lingering cough following flu`),
      support: phrases(`temp 38.8, resp rate 24 | neutrophils high | dullness at left lung base |
        family member with similar illness`),
      absent: phrases(`saturating well on room air | no blood in sputum`),
      ask: phrases(`lobar pneumonia? | any consolidation or infiltrate? |
        exclude lower respiratory infection`),
    },
    {
      situation: "pneumonia follow-up",
      ages: [42, 84],
      complaint: false,
      core: phrases(`pneumonia in March, antibiotics finished, clear now?`),
      support: phrases(`finished amoxicillin course | ex smoker`),
      absent: phrases(`afebrile`),
      ask: phrases(`infiltrate resolved?`),
    },
    {
      situation: "tuberculosis test",
      ages: [20, 58],
      complaint: false,
      core: phrases(
        `tuberculin skin test 16 mm, employment screening | IGRA reactive, roommate has TB`,
      ),
      support: phrases(`BCG in childhood | recently immigrated`),
      absent: phrases(`no weight loss or night sweats | well`),
      ask: phrases(`tuberculous disease? | tuberculosis changes?`),
    },
    {
      situation: "heart failure",
      ages: [58, 88],
      core: phrases(`heart failure, ankles swollen, sleeps on three pillows`),
      support: phrases(`bases wet on auscultation | diuretics doubled`),
      absent: phrases(`no angina`),
      ask: phrases(`pulmonary congestion? | effusions?`),
    },
    {
      situation: "rib injury",
      ages: [18, 68],
      core: phrases(`knee to the ribs in judo, chest wall sore`),
      support: phrases(`bruise over ribs | hurts to breathe in`),
      absent: phrases(`saturation normal`),
      ask: phrases(`pneumothorax or rib injury?`),
    },
    {
      situation: "preoperative",
      ages: [52, 82],
      complaint: false,
      core: phrases(`awaiting hernia operation, anesthetist wants chest film`),
      support: phrases(`mild COPD | on home inhaler`),
      absent: phrases(`no chest complaints`),
      ask: phrases(`chest baseline before surgery`),
    },
  ],
};
