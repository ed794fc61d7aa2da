import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const nmLungVq: ProtocolBank = {
  protocol: {
    name: "NM Lung VQ",
    modality: "NM",
    region: "chest",
    contrast: "none (Tc-99m MAA and ventilation aerosol)",
    alternatives: [],
    indications: [
      "suspected pulmonary embolism when iodinated contrast is not possible",
      "chronic thromboembolic pulmonary hypertension",
    ],
  },
  train: [
    {
      situation: "suspected embolism, no iodinated contrast",
      ages: [24, 88],
      core: phrases(`[acute;sudden;new] [dyspnea and pleuritic chest pain;shortness of breath;breathlessness and hypoxia;pleuritic pain] |
        [pleuritic chest pain;sharp inspiratory pain;sudden dyspnea] with [tachycardia;elevated D-dimer;hypoxia] |
        [suspected;possible;high probability of] [pulmonary embolism;PE;pulmonary embolus] |
        [hypoxia;tachycardia] and [elevated;raised] D-dimer | fainted, hypoxic |
        pulse 124, pleuritic pain | embolus suspected | gasping since this morning, hypoxic`),
      support: phrases(`D-dimer 3100 | recent hip surgery | chest xray clear | heart rate 118 |
        recent immobilization | Wells score 5 | foot surgery last week`),
      absent: phrases(`no fever | no wheezing | no leg swelling | no hemoptysis`),
      must: phrases(`anaphylaxis to iodinated contrast | severe contrast allergy |
        prior severe contrast reaction with laryngeal edema | eGFR 14, not on dialysis |
        stage 5 CKD, nephrology asks to avoid iodinated contrast |
        acute kidney injury, creatinine 4.2, contrast contraindicated |
        anaphylactic reaction to CT contrast | cannot have iodinated contrast, renal failure |
        creatinine 5.1, no contrast | advanced renal failure, eGFR 11 |
        life threatening contrast dye allergy | cardiac arrest with contrast in the past |
        eGFR 17, awaiting transplant | acute renal failure on labs, GFR 12`),
      ask: phrases(`rule out pulmonary embolism | rule out PE | ?PE | PE, contrast not possible |
        exclude PE without contrast`),
    },
    {
      situation: "chronic thromboembolic disease",
      ages: [30, 76],
      complaint: false,
      core: phrases(`[pulmonary hypertension;raised PA pressure;elevated pulmonary artery pressure] on [right heart catheterization;echo;right heart cath][;, cause unknown;, unexplained] |
        [persistent exertional dyspnea;still breathless;ongoing dyspnea] [6 months;a year] after [pulmonary embolism;PE][; despite anticoagulation] |
        [newly diagnosed;unexplained] pulmonary hypertension[;, right heart failure;, workup] |
        chronic thromboembolic disease suspected | PE two years ago, never recovered |
        right heart failure workup | chronic clots suspected |
        precapillary pattern on catheter`),
      support: phrases(`anticoagulated for a year | mean PA pressure 46 | right ventricle dilated |
        prior splenectomy | RVSP 80 on echo | catheter pressures high |
        WHO class III dyspnea | took warfarin for a year, still dyspneic | RVSP 75`),
      absent: phrases(`no left heart disease | no lung disease on PFT`),
      ask: phrases(`screen for chronic thromboembolic disease | evaluate for CTEPH |
        chronic thromboembolic pulmonary hypertension? | CTEPH?`),
    },
  ],
  test: [
    {
      situation: "suspected embolism, no iodinated contrast",
      ages: [26, 86],
      core: phrases(`abrupt breathlessness and sharp inspiratory pain |
        new hypoxia with high pretest probability of PE | tachycardic with pleuritic pain |
        sudden dyspnea, D-dimer markedly raised`),
      support: phrases(`plain chest film normal | long car trip | Wells 7 | recent foot surgery`),
      absent: phrases(`afebrile, no cough | calves soft`),
      must: phrases(`life threatening reaction to iodinated contrast dye in 2018 |
        creatinine 4.6 with acute renal failure | GFR 11, awaiting fistula, cannot have contrast |
        cardiac arrest after previous CT contrast |
        advanced CKD, no iodinated contrast per renal team | contrast anaphylaxis in 2020`),
      ask: phrases(`pulmonary embolus? | lung clot? | embolus? contrast contraindicated`),
    },
    {
      situation: "chronic thromboembolic disease",
      ages: [34, 74],
      complaint: false,
      core: phrases(`pulmonary hypertension workup, no cause so far |
        PE last year, took warfarin, breathing never recovered |
        catheter showed precapillary pulmonary hypertension`),
      support: phrases(`RVSP 70 on echo | WHO class III symptoms | enlarged right ventricle`),
      absent: phrases(`left ventricle normal | spirometry normal`),
      ask: phrases(`chronic clots in pulmonary arteries? | chronic thromboembolic hypertension?`),
    },
  ],
};
