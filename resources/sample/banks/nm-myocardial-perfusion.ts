import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const nmMyocardialPerfusion: ProtocolBank = {
  protocol: {
    name: "NM Myocardial Perfusion",
    modality: "NM",
    region: "heart",
    contrast: "none (Tc-99m sestamibi, rest and stress)",
    alternatives: [],
    indications: [
      "stable chest pain, intermediate risk",
      "known coronary disease with new symptoms",
      "preoperative cardiac risk",
    ],
  },
  train: [
    {
      situation: "stable chest pain",
      ages: [44, 84],
      core: phrases(`exertional chest pressure relieved by rest |
        stable angina with multiple risk factors | atypical chest pain with exertion for 2 months |
        equivocal exercise treadmill test | chest tightness walking uphill |
        exertional dyspnea, possible anginal equivalent`),
      support: phrases(`left bundle branch block | unable to exercise due to knee arthritis |
        coronary calcium score 480 | diabetes and hyperlipidemia | ST changes at peak exercise |
        strong family history of early MI`),
      absent: phrases(`troponin negative | no rest pain | no pleuritic pain |
        no acute ECG changes`),
      ask: phrases(`evaluate for ischemia | rule out inducible ischemia | stress test, ischemia? |
        reversible ischemia?`),
    },
    {
      situation: "known coronary disease",
      ages: [50, 86],
      core: phrases(`known CAD status post stent, recurrent exertional chest pain |
        prior CABG, angina on exertion again | old MI with new exertional dyspnea`),
      support: phrases(`CABG in 2014 | ejection fraction 45% | stent to LAD in 2018 |
        on beta blocker and nitrates | bypass graft 9 years ago`),
      absent: phrases(`troponin negative | no rest pain`),
      ask: phrases(`evaluate for ischemia | assess myocardial viability and ischemia |
        ischemic burden?`),
    },
    {
      situation: "cardiac risk",
      ages: [55, 86],
      complaint: false,
      core: phrases(`preoperative cardiac risk before vascular surgery |
        renal transplant evaluation, cardiac clearance | new cardiomyopathy, ischemic workup |
        cardiac clearance for AAA repair, EF 35%`),
      support: phrases(`poor functional capacity | under 4 METs | insulin dependent diabetes |
        wall motion abnormality on echo`),
      absent: phrases(`no active chest pain | no recent MI`),
      ask: phrases(`cardiac risk stratification | evaluate for ischemia |
        fixed or reversible defect? | viability?`),
    },
  ],
  test: [
    {
      situation: "stable chest pain",
      ages: [46, 82],
      core: phrases(`tightness in chest on walking uphill, settles with rest |
        predictable angina climbing two flights of stairs |
        nondiagnostic treadmill, effort dyspnea as anginal equivalent`),
      support: phrases(`LBBB on resting ECG | cannot walk on treadmill because of hip arthritis |
        calcium score over 600 | diabetic smoker with high LDL`),
      absent: phrases(`enzymes negative | pain free at rest | resting ECG unchanged`),
      ask: phrases(`reversible ischemia? | inducible perfusion defect? | coronary ischemia?`),
    },
    {
      situation: "known coronary disease",
      ages: [52, 84],
      core: phrases(`chest discomfort with effort, coronary stent in 2017 |
        angina returning after bypass surgery`),
      support: phrases(`bypass ten years ago | on isosorbide | LVEF 40%`),
      absent: phrases(`no pain at rest`),
      ask: phrases(`ischemic burden? | ischemia in stented territory?`),
    },
    {
      situation: "cardiac risk",
      ages: [56, 84],
      complaint: false,
      core: phrases(`cardiac clearance ahead of aortic bypass |
        workup for kidney transplant list, cardiac risk |
        reduced LVEF of 35%, ischemic or not`),
      support: phrases(`functional capacity below 4 METs | old inferior infarct on ECG |
        hypokinetic anterior wall`),
      absent: phrases(`no angina at present | no infarct this year`),
      ask: phrases(`ischemia or scar? | viable myocardium?`),
    },
  ],
};
