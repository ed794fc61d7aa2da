import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrBrainMs: ProtocolBank = {
  protocol: {
    name: "MR Brain MS W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium",
    alternatives: ["MR Brain Tumor W/WO"],
    indications: [
      "suspected demyelinating disease",
      "optic neuritis",
      "multiple sclerosis follow-up",
    ],
  },
  train: [
    {
      situation: "optic neuritis",
      ages: [18, 48],
      core: phrases(`[optic neuritis;retrobulbar neuritis] of the [right;left] eye |
        [painful;subacute;progressive] [vision loss;loss of vision;visual blurring] in [left;right;one] eye over [3 days;a week] |
        [blurred vision;dim vision;loss of color vision] with pain on eye movement |
        fading vision with eye pain | one eye dim for a week | gray vision in left eye`),
      support: phrases(`afferent pupillary defect | color vision reduced | swollen optic disc |
        sister with multiple sclerosis | tingling in the feet 2 years ago | RAPD on exam |
        eye hurts to move | color desaturation to red`),
      absent: phrases(`no headache | no recent infection | no diabetes`),
      ask: phrases(`evaluate for demyelinating disease | rule out multiple sclerosis | new MS?`),
    },
    {
      situation: "other first attack",
      ages: [19, 52],
      core: phrases(`[bilateral leg numbness;numb hands;numb feet;leg tingling] and [Lhermitte sign;electric shocks on neck flexion;unsteady gait] |
        [internuclear ophthalmoplegia;INO;double vision] [and fatigue;and unsteady gait;and imbalance] |
        [band like;ascending] numbness [around the trunk;to the waist;of both legs] [;over a week] |
        [relapsing episodes;second attack;second neurologic episode] of [limb numbness;arm paresthesias;leg weakness] and imbalance |
        arm tingling, separate leg numbness last year | INO on exam |
        legs unsteady in young adult | sensory level at T6 |
        tight band sensation in chest and numb legs | Lhermitte symptom for 2 months`),
      support: phrases(`symptoms worse in hot shower | similar episode of tingling 2 years ago |
        oligoclonal bands in CSF | brisk reflexes and urinary urgency |
        electric sensation on neck flexion | numbness improved on its own before |
        heat worsens weakness | bladder urgency and spasticity |
        periventricular lesions on outside study | oligoclonal bands found`),
      absent: phrases(`no seizures | no recent infection | B12 normal | Lyme negative`),
      ask: phrases(`evaluate for demyelinating disease | rule out multiple sclerosis |
        ?demyelination | white matter lesions?`),
    },
    {
      situation: "known multiple sclerosis",
      ages: [24, 63],
      complaint: false,
      core: phrases(`[relapsing remitting;relapsing] multiple sclerosis on [ocrelizumab;fingolimod;interferon;dimethyl fumarate], [annual follow up;surveillance] |
        [known MS;MS;multiple sclerosis] with [new gait ataxia;worsening walking;new sensory symptoms;possible relapse] |
        [multiple sclerosis;MS], [starting;switching to] [natalizumab;ofatumumab;ocrelizumab], needs baseline |
        [MS relapse;relapse of multiple sclerosis] with [new sensory symptoms;leg weakness] |
        [secondary progressive;primary progressive;progressive] [multiple sclerosis;MS] with [worse mobility;more spasticity;worse walking] |
        MS, routine scan due | walking declines, MS | new optic symptoms in known MS |
        progressive phase of MS`),
      support: phrases(`last study 14 months ago | JC virus antibody positive | EDSS 3.0 |
        completed steroids last week | considering change of disease modifying therapy |
        disease modifying drug changed | EDSS rising | demyelinating plaques before`),
      absent: phrases(`no new visual symptoms | no cognitive change`),
      ask: phrases(`new or enhancing lesions? | assess lesion load | evaluate for active plaques |
        disease activity?`),
    },
  ],
  test: [
    {
      situation: "optic neuritis",
      ages: [20, 46],
      core: phrases(`eye pain and fading vision on left, optic neuritis likely |
        retrobulbar optic neuritis in left eye`),
      support: phrases(`red desaturation on exam | RAPD present | mother has MS`),
      absent: phrases(`no migraine`),
      ask: phrases(`demyelinating plaques? | concern for MS`),
    },
    {
      situation: "other first attack",
      ages: [20, 50],
      core: phrases(`Lhermitte phenomenon and numb hands |
        numbness creeping from toes to waist, legs unsteady |
        double vision from internuclear ophthalmoplegia |
        new arm tingling, had separate bout of leg numbness in 2021`),
      support: phrases(`heat makes symptoms worse | CSF oligoclonal bands positive |
        spastic gait and bladder urgency | similar spell last year that cleared`),
      absent: phrases(`Lyme serology negative | normal vitamin B12`),
      ask: phrases(`white matter disease? | demyelinating lesions? | concern for MS`),
    },
    {
      situation: "known multiple sclerosis",
      ages: [25, 60],
      complaint: false,
      core: phrases(`MS patient taking fingolimod, routine scan due |
        multiple sclerosis in progressive phase, walking declines |
        multiple sclerosis on disease modifying therapy, possible relapse`),
      support: phrases(`baseline before switching to ofatumumab | last scan over a year ago |
        EDSS up from 2 to 4`),
      absent: phrases(`vision stable | no new bladder issues`),
      ask: phrases(`any new T2 or enhancing lesions? | active disease?`),
    },
  ],
};
