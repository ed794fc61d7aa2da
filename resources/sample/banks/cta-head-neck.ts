import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctaHeadNeck: ProtocolBank = {
  protocol: {
    name: "CTA Head Neck",
    modality: "CT",
    region: "head",
    contrast: "IV iodinated, arterial phase",
    alternatives: [],
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
      core: phrases(`[acute;sudden;abrupt] [onset of ;][left;right] [arm weakness;hemiparesis;hemiplegia;arm and leg weakness] [and facial droop;with slurred speech;and gaze preference;] |
        [sudden;acute;abrupt;expressive] aphasia [and right sided weakness;with right facial droop;, cannot speak] |
        [dense;acute;new] [right;left] [hemiparesis;hemiplegia], [last known well 2 hours ago;onset one hour ago;within thrombolysis window;last seen normal at 8 am] |
        woke up with [slurred speech;facial droop;arm weakness] and [left neglect;gaze deviation;right sided weakness] |
        [stroke symptoms;stroke], [facial weakness;arm drift;slurred speech] [for 1 hour;since 90 minutes;on arrival] |
        hemiplegic on arrival | mute, follows no commands | paralyzed left side since noon |
        cannot find words | suddenly limp arm | flaccid right side`),
      support: phrases(`NIHSS 12 | atrial fibrillation not anticoagulated | gaze deviation |
        noncontrast head CT shows no bleed | stroke alert called in the field |
        symptom onset 90 minutes ago | tPA given | drifting arm |
        eyes deviated to one side | hyperdense MCA on plain CT |
        last seen well 3 hours ago | off anticoagulation for AF |
        candidate for clot retrieval | face drooping | stroke code called`),
      absent: phrases(`no head trauma | no seizure at onset | glucose normal`),
      ask: phrases(`evaluate for large vessel occlusion | stroke alert, thrombectomy candidate? |
        rule out LVO | acute stroke workup`),
    },
    {
      situation: "transient ischemic attack",
      ages: [50, 84],
      core: phrases(`[transient;brief;temporary] [vision loss in one eye;monocular blindness;amaurosis fugax;blindness of left eye] [lasting 10 minutes;, now resolved;yesterday] |
        [TIA;transient ischemic attack;crescendo TIAs] [yesterday;this week;2 days ago] with [arm numbness and slurred speech;garbled speech;aphasia;hand weakness] |
        [recurrent;repeated;spells of] transient [hand weakness;hand numbness;facial droop] and [word finding difficulty;garbled speech;aphasia] |
        [spell;episode] of [aphasia;slurred speech;arm weakness] that [resolved in 20 minutes;cleared in an hour] |
        curtain over one eye, cleared | words came out garbled, now normal |
        numb hand for 15 minutes | brief weakness, back to baseline`),
      support:
        phrases(`carotid bruit | symptoms fully resolved | on aspirin and statin | ABCD2 score 5 |
        amaurosis fugax last month | carotid plaque | amaurosis |
        narrowed carotid on ultrasound`),
      absent: phrases(`no headache | no residual deficit`),
      ask: phrases(`TIA workup, evaluate for carotid stenosis |
        evaluate carotid and intracranial arteries | carotid stenosis?`),
    },
    {
      situation: "cervical artery dissection",
      ages: [24, 58],
      core: phrases(`[neck pain;severe neck pain;unilateral neck pain] with [Horner syndrome;new Horner;ptosis and miosis;vertigo] after [chiropractic manipulation;whiplash;weight lifting;coughing fit] |
        [pulsatile tinnitus;vertigo;drooping eyelid and small pupil] and neck pain after [weight lifting;roller coaster ride;minor neck trauma;yoga] |
        drooping lid, small pupil | sore neck since sneezing | vertigo with neck ache |
        violent cough then neck pain`),
      support: phrases(`fibromuscular dysplasia | partial Horner | neck pain for 4 days |
        transient visual blurring | neck manipulation last week`),
      absent: phrases(`no limb weakness | no head trauma`),
      ask: phrases(`rule out carotid dissection | rule out vertebral artery dissection |
        evaluate cervical vessels`),
    },
    {
      situation: "known aneurysm",
      ages: [34, 72],
      complaint: false,
      core: phrases(`[known;unruptured] [4 mm;6 mm;small] [middle cerebral artery;ICA;basilar tip;anterior communicating] aneurysm, [annual follow up;surveillance;yearly check] |
        [coiled;clipped;stented] [anterior communicating;MCA;basilar] aneurysm, [surveillance;follow up] |
        berry aneurysm, 5 mm | cerebral aneurysm known for years`),
      support:
        phrases(`two first degree relatives with aneurysm | polycystic kidney disease | smoker |
        aneurysm due for imaging`),
      absent: phrases(`no headache | no neurologic deficit`),
      ask: phrases(
        `aneurysm growth? | evaluate aneurysm | recurrence at the neck of the aneurysm?`,
      ),
    },
  ],
  test: [
    {
      situation: "acute stroke",
      ages: [48, 91],
      core: phrases(`suddenly cannot speak, right arm drifts, drooping face |
        sudden left hemiplegia, limbs limp |
        eyes deviated to left, right limbs flaccid since noon |
        acute slurred speech with left facial weakness, within thrombolysis window`),
      support: phrases(`NIH stroke scale 17 | hyperdense MCA sign on plain head CT |
        paroxysmal atrial fibrillation off anticoagulation | code stroke activated`),
      absent: phrases(`fingerstick glucose fine | no fall`),
      ask: phrases(`LVO? | code stroke, clot retrieval candidate? | large vessel occlusion?`),
    },
    {
      situation: "transient ischemic attack",
      ages: [52, 82],
      core: phrases(`crescendo TIAs over the past week | curtain over right eye for five minutes, amaurosis |
        garbled words and numb hand, back to normal by lunch`),
      support: phrases(
        `bruit over the carotid | transient aphasia last night | on clopidogrel and statin`,
      ),
      absent: phrases(`deficit has resolved | no persistent weakness`),
      ask: phrases(`narrowed carotid? | assess neck and intracranial vessels`),
    },
    {
      situation: "cervical artery dissection",
      ages: [26, 56],
      core: phrases(`droopy lid, small pupil and sore neck from violent cough |
        severe neck pain and vertigo following roller coaster ride`),
      support: phrases(`known fibromuscular disease | small pupil and drooping lid`),
      absent: phrases(`arms and legs strong`),
      ask: phrases(`look for vertebral or carotid dissection | arterial dissection in neck?`),
    },
    {
      situation: "known aneurysm",
      ages: [36, 70],
      complaint: false,
      core: phrases(`cerebral aneurysm, unruptured, due for imaging`),
      support: phrases(`mother had ruptured aneurysm | still smoking`),
      absent: phrases(`no complaints`),
      ask: phrases(`has the aneurysm enlarged?`),
    },
  ],
};
