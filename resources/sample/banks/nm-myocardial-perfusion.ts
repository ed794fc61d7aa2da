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
      core: phrases(`[exertional;effort] chest [pressure;tightness;discomfort] [relieved by rest;that settles with rest;for 2 months] |
        [stable;predictable;exertional] angina [with multiple risk factors;climbing stairs;walking uphill] |
        [atypical chest pain;chest tightness] [with exertion;on walking uphill;on climbing stairs] |
        [equivocal;nondiagnostic;inconclusive] [exercise treadmill test;treadmill;exercise ECG][; with exertional chest pain] |
        [exertional;effort] dyspnea, possible anginal equivalent | tight chest uphill |
        angina on effort | treadmill inconclusive | dyspnea of effort, angina?`),
      support:
        phrases(`coronary calcium score 480 | diabetes and hyperlipidemia | ST changes at peak exercise |
        strong family history of early MI`),
      absent: phrases(`troponin negative | no rest pain | no pleuritic pain |
        no acute ECG changes`),
      ask: phrases(`evaluate for ischemia | rule out inducible ischemia | stress test, ischemia? |
        reversible ischemia?`),
    },
    {
      situation: "unable to exercise",
      ages: [52, 88],
      core: phrases(`[exertional chest tightness;exertional angina;chest pressure on exertion], [unable to exercise due to knee arthritis;cannot walk on treadmill] |
        [stable angina;exertional dyspnea] with left bundle branch block |
        hip arthritis, no treadmill`),
      support: phrases(`diabetes and hyperlipidemia | coronary calcium score 350 | uses walker |
        LBBB on ECG | bundle branch block, left | stress imaging preferred`),
      absent: phrases(`troponin negative | no rest pain`),
      ask: phrases(
        `pharmacologic stress, ischemia? | evaluate for ischemia | rule out inducible ischemia`,
      ),
    },
    {
      situation: "known coronary disease",
      ages: [50, 86],
      core: phrases(`known CAD [status post stent;with prior stent;after PCI], [recurrent exertional chest pain;chest discomfort with effort;angina again] |
        [prior CABG;bypass surgery 2014;after bypass], [angina on exertion again;angina returning;new exertional dyspnea] |
        old [MI;myocardial infarction] with new [exertional dyspnea;angina] |
        stented, angina back | bypass grafts, effort pain`),
      support:
        phrases(`ejection fraction 45% | three vessel disease | on beta blocker and nitrates |
        symptoms for 6 weeks | isosorbide increased`),
      absent: phrases(`troponin negative | no rest pain`),
      ask: phrases(`evaluate for ischemia | assess myocardial viability and ischemia |
        ischemic burden?`),
    },
    {
      situation: "cardiac risk",
      ages: [55, 86],
      complaint: false,
      core: phrases(`[preoperative cardiac risk;cardiac clearance;cardiac risk assessment] [before vascular surgery;for AAA repair;ahead of aortic bypass;before major surgery] |
        [renal transplant evaluation;kidney transplant workup], [cardiac clearance;cardiac risk] |
        [new cardiomyopathy;reduced EF 35%;reduced LVEF], [ischemic workup;ischemic or not;ischemia?] |
        transplant list workup | heart muscle weak, LVEF 30 | bypass of leg arteries pending`),
      support: phrases(`poor functional capacity | under 4 METs | insulin dependent diabetes |
        wall motion abnormality on echo | hypokinetic wall`),
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
      support: phrases(`calcium score over 600 | diabetic smoker with high LDL`),
      absent: phrases(`enzymes negative | pain free at rest | resting ECG unchanged`),
      ask: phrases(`ischemia on stress? | inducible perfusion defect? | coronary ischemia?`),
    },
    {
      situation: "unable to exercise",
      ages: [56, 86],
      core: phrases(
        `effort chest tightness, hip arthritis rules out treadmill | angina with bundle branch block, stress imaging needed`,
      ),
      support: phrases(`diabetic smoker | walks with two sticks`),
      absent: phrases(`enzymes negative`),
      ask: phrases(`inducible ischemia? | perfusion defect with vasodilator?`),
    },
    {
      situation: "known coronary disease",
      ages: [52, 84],
      core: phrases(`coronary stent in 2017, effort angina back |
        angina returning after bypass surgery`),
      support: phrases(`last angiogram 5 years ago | on isosorbide | LVEF 40%`),
      absent: phrases(`no pain at rest`),
      ask: phrases(`how much ischemia? | ischemia in stented territory?`),
    },
    {
      situation: "cardiac risk",
      ages: [56, 84],
      complaint: false,
      core: phrases(`vascular bypass pending, heart risk assessment |
        workup for kidney transplant list, cardiac risk |
        weak heart muscle, LVEF 35, ischemic cause?`),
      support: phrases(`functional capacity below 4 METs | old inferior infarct on ECG |
        hypokinetic anterior wall`),
      absent: phrases(`no angina at present | no infarct this year`),
      ask: phrases(`ischemia or scar? | viable myocardium?`),
    },
  ],
};
