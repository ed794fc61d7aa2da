import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctaChestPe: ProtocolBank = {
  protocol: {
    name: "CTA Chest PE",
    modality: "CT",
    region: "chest",
    contrast: "IV iodinated, pulmonary arterial phase",
    alternatives: ["NM Lung VQ"],
    indications: ["suspected acute pulmonary embolism, contrast possible"],
  },
  train: [
    {
      situation: "suspected embolism",
      ages: [22, 86],
      core: phrases(`acute onset pleuritic chest pain | sudden shortness of breath and tachycardia |
        acute dyspnea and chest pain | syncope with hypoxia on room air |
        pleuritic chest pain and hemoptysis | unexplained hypoxia post op day 5 |
        sudden dyspnea and pleuritic pain | acute breathlessness, desaturating on air |
        tachycardia and pleuritic pain after immobilization | collapse with dyspnea and hypotension`),
      support: phrases(`D-dimer 2400 | recent long haul flight | active malignancy on chemotherapy |
        heart rate 128, SpO2 88% | right heart strain on echo | knee replacement 2 weeks ago |
        prior pulmonary embolism, stopped anticoagulation | right calf swelling | Wells score 6 |
        D-dimer elevated | eGFR 88 | factor V Leiden | leg cast for 3 weeks |
        ECG with right heart strain | recent pelvic surgery | bedbound for 2 weeks`),
      absent: phrases(`no fever | no cough | troponin negative | chest xray clear |
        creatinine normal | no contrast allergy | normal renal function |
        shellfish allergy only, prior contrast tolerated | no renal disease`),
      ask: phrases(`rule out pulmonary embolism | rule out PE | evaluate for PE | ?PE |
        high suspicion for pulmonary embolus | pulmonary embolism? | clot in lungs?`),
    },
  ],
  test: [
    {
      situation: "suspected embolism",
      ages: [24, 88],
      core: phrases(`sudden sharp pain on inspiration with hypoxia |
        abrupt breathlessness, desaturating to 86% | new pleuritic pain and racing heart |
        collapsed at home, tachycardic and short of breath |
        coughing up blood with sharp pleuritic right sided chest pain`),
      support: phrases(`raised D-dimer | 12 hour plane trip last week |
        metastatic pancreatic cancer on chemotherapy | S1Q3T3 on ECG | hip surgery 10 days ago |
        stopped anticoagulant last month | unilateral calf edema |
        strain of the right ventricle on bedside echo`),
      absent: phrases(`lungs clear | no sputum or chills | cardiac enzymes flat |
        renal function fine for contrast | has had contrast before without problems`),
      ask: phrases(`concern for pulmonary embolus | exclude PE | clot in pulmonary arteries?`),
    },
  ],
};
