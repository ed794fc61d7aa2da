import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctaHeadNeck: ProtocolBank = {
  protocol: {
    name: "CTA Head Neck",
    modality: "CT",
    region: "head",
    contrast: "IV iodinated, arterial phase",
    alternatives: ["CT Head WO"],
    indications: [
      "acute stroke, large vessel occlusion",
      "transient ischemic attack",
      "cervical artery dissection",
      "intracranial aneurysm",
    ],
  },
  train: [
    {
      situation: "acute stroke",
      ages: [45, 90],
      core: phrases(`acute onset left arm weakness and facial droop |
        sudden aphasia and right sided weakness | right hemiparesis, last known well 2 hours ago |
        woke up with slurred speech and left neglect | acute left hemiplegia with dysarthria |
        sudden inability to speak, right face droop`),
      support: phrases(`NIHSS 12 | atrial fibrillation not anticoagulated | gaze deviation |
        noncontrast head CT shows no bleed | stroke alert called in the field |
        symptom onset 90 minutes ago | tPA given`),
      absent: phrases(`no head trauma | no seizure at onset | glucose normal`),
      ask: phrases(`evaluate for large vessel occlusion | stroke alert, thrombectomy candidate? |
        rule out LVO | acute stroke workup`),
    },
    {
      situation: "transient ischemic attack",
      ages: [50, 84],
      core: phrases(`transient vision loss in one eye lasting 10 minutes |
        TIA yesterday with arm numbness and slurred speech |
        recurrent transient right hand weakness and word finding difficulty |
        transient facial droop and aphasia, now resolved`),
      support: phrases(`carotid bruit | symptoms fully resolved | on aspirin and statin |
        ABCD2 score 5 | amaurosis fugax last month`),
      absent: phrases(`no headache | no residual deficit`),
      ask: phrases(`TIA workup, evaluate for carotid stenosis |
        evaluate carotid and intracranial arteries | carotid stenosis?`),
    },
    {
      situation: "cervical artery dissection",
      ages: [24, 58],
      core: phrases(`neck pain with Horner syndrome after chiropractic manipulation |
        unilateral neck pain and vertigo after whiplash | ptosis and miosis with neck pain |
        pulsatile tinnitus and neck pain after weight lifting`),
      support: phrases(`fibromuscular dysplasia | partial Horner | neck pain for 4 days |
        transient visual blurring`),
      absent: phrases(`no limb weakness | no head trauma`),
      ask: phrases(`rule out carotid dissection | rule out vertebral artery dissection |
        evaluate cervical vessels`),
    },
    {
      situation: "known aneurysm",
      ages: [34, 72],
      complaint: false,
      core: phrases(`known 4 mm middle cerebral artery aneurysm, annual follow up |
        coiled anterior communicating aneurysm, surveillance`),
      support: phrases(`two first degree relatives with aneurysm | polycystic kidney disease | smoker`),
      absent: phrases(`no headache | no neurologic deficit`),
      ask: phrases(`aneurysm growth? | evaluate aneurysm | recurrence at the neck of the aneurysm?`),
    },
  ],
  test: [
    {
      situation: "acute stroke",
      ages: [48, 91],
      core: phrases(`abrupt expressive aphasia with right face droop |
        dense left hemiplegia, onset one hour ago |
        sudden gaze preference and weakness of right arm and leg |
        acute slurred speech with left facial weakness, within thrombolysis window`),
      support: phrases(`NIH stroke scale 17 | hyperdense MCA sign on plain head CT |
        paroxysmal atrial fibrillation off anticoagulation | code stroke activated`),
      absent: phrases(`fingerstick glucose fine | no fall`),
      ask: phrases(`LVO? | code stroke, clot retrieval candidate? | large vessel occlusion?`),
    },
    {
      situation: "transient ischemic attack",
      ages: [52, 82],
      core: phrases(`crescendo TIAs over the past week | brief episode of amaurosis fugax |
        spell of garbled speech and hand numbness that cleared in 20 minutes`),
      support: phrases(`bruit over the carotid | transient aphasia last night | on clopidogrel and statin`),
      absent: phrases(`deficit has resolved | no persistent weakness`),
      ask: phrases(`concern for carotid stenosis | assess neck and intracranial vessels`),
    },
    {
      situation: "cervical artery dissection",
      ages: [26, 56],
      core: phrases(`neck pain and new Horner after coughing fit |
        severe neck pain and vertigo following roller coaster ride`),
      support: phrases(`known fibromuscular disease | small pupil and drooping lid`),
      absent: phrases(`arms and legs strong`),
      ask: phrases(`look for vertebral or carotid dissection | arterial dissection in neck?`),
    },
    {
      situation: "known aneurysm",
      ages: [36, 70],
      complaint: false,
      core: phrases(`unruptured basilar tip aneurysm on yearly check`),
      support: phrases(`mother had ruptured aneurysm | still smoking`),
      absent: phrases(`asymptomatic`),
      ask: phrases(`has the aneurysm enlarged?`),
    },
  ],
};
