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
      core: phrases(`[acute;sudden;abrupt;new] [onset ;][pleuritic chest pain;sharp chest pain on inspiration;pleuritic pain] [;and dyspnea;and tachycardia;with hypoxia;and racing heart] |
        [sudden;acute;abrupt] [shortness of breath;dyspnea;breathlessness] [and tachycardia;and chest pain;with SpO2 86%;, desaturating on air;and near syncope] |
        [syncope;collapse;collapsed at home] [with hypoxia;, tachycardic and dyspneic;with dyspnea and hypotension;, short of breath] |
        [pleuritic chest pain;right sided chest pain;sharp pleuritic pain] and [hemoptysis;coughing up blood] |
        unexplained [hypoxia;tachycardia;dyspnea] [post op day 5;after surgery;after immobilization] |
        inspiratory stab in chest | clot suspected in lung | fainted on standing, hypoxic |
        embolus suspected | hip surgery last week, now dyspneic |
        anticoagulant stopped, new dyspnea | chest hurts with each breath |
        calf edema and dyspnea | sputum streaked with blood, pleuritic`),
      support: phrases(`[D-dimer 2400;D-dimer elevated] |
        [recent long haul flight;leg cast for 3 weeks;bedbound for 2 weeks;recent pelvic surgery;knee replacement 2 weeks ago] |
        [active malignancy;active cancer;lymphoma] on chemotherapy |
        heart rate 128, SpO2 88% |
        [right heart strain on echo;ECG with right heart strain] |
        prior pulmonary embolism, stopped anticoagulation | right calf swelling |
        Wells score 6 | eGFR 88 | factor V Leiden | saturations 87 | S1Q3T3 |
        plane trip of 12 hours | RV strain on bedside echo`),
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
      core: phrases(`stabbing inspiratory chest pain, saturations 88 |
        cannot catch breath since waking, hypoxic | pleuritic chest ache with pulse 130 |
        fainted getting up, now tachycardic and short of breath |
        blood streaked sputum plus one sided pleuritic pain`),
      support: phrases(`raised D-dimer | 12 hour plane trip last week |
        metastatic pancreatic cancer on chemotherapy | S1Q3T3 on ECG | hip surgery 10 days ago |
        stopped anticoagulant last month | unilateral calf edema |
        strain of the right ventricle on bedside echo`),
      absent: phrases(`lungs clear | no sputum or chills | cardiac enzymes flat |
        renal function fine for contrast | has had contrast before without problems`),
      ask: phrases(
        `concern for pulmonary embolus | embolus in lung? | clot in pulmonary arteries?`,
      ),
    },
  ],
};
