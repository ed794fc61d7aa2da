import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrBrainMs: ProtocolBank = {
  protocol: {
    name: "MR Brain MS W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium",
    alternatives: ["MR Brain Tumor W/WO"],
    indications: ["suspected demyelinating disease", "optic neuritis", "multiple sclerosis follow-up"],
  },
  train: [
    {
      situation: "optic neuritis",
      ages: [18, 48],
      core: phrases(`optic neuritis of the right eye | painful vision loss in left eye over 3 days |
        blurred vision with pain on eye movement`),
      support: phrases(`afferent pupillary defect | color vision reduced | swollen optic disc |
        sister with multiple sclerosis | tingling in the feet 2 years ago`),
      absent: phrases(`no headache | no recent infection | no diabetes`),
      ask: phrases(`evaluate for demyelinating disease | rule out multiple sclerosis | new MS?`),
    },
    {
      situation: "other first attack",
      ages: [19, 52],
      core: phrases(`bilateral leg numbness and Lhermitte sign |
        internuclear ophthalmoplegia and fatigue | band like numbness around the trunk |
        relapsing episodes of limb numbness and imbalance | double vision and unsteady gait in young adult`),
      support: phrases(`symptoms worse in hot shower | similar episode of tingling 2 years ago |
        oligoclonal bands in CSF | brisk reflexes and urinary urgency |
        electric sensation on neck flexion | numbness improved on its own before`),
      absent: phrases(`no seizures | no recent infection | B12 normal | Lyme negative`),
      ask: phrases(`evaluate for demyelinating disease | rule out multiple sclerosis |
        ?demyelination | white matter lesions?`),
    },
    {
      situation: "known multiple sclerosis",
      ages: [24, 63],
      complaint: false,
      core: phrases(`relapsing remitting multiple sclerosis on ocrelizumab, annual follow up |
        known MS with new gait ataxia | multiple sclerosis, starting natalizumab, needs baseline |
        MS relapse with new sensory symptoms | progressive multiple sclerosis with worse mobility |
        MS on interferon, surveillance`),
      support: phrases(`last study 14 months ago | JC virus antibody positive | EDSS 3.0 |
        completed steroids last week | considering change of disease modifying therapy`),
      absent: phrases(`no new visual symptoms | no cognitive change`),
      ask: phrases(`new or enhancing lesions? | assess lesion load | evaluate for active plaques |
        disease activity?`),
    },
  ],
  test: [
    {
      situation: "optic neuritis",
      ages: [20, 46],
      core: phrases(`subacute loss of vision in one eye with pain on eye movement |
        retrobulbar optic neuritis in left eye`),
      support: phrases(`red desaturation on exam | RAPD present | mother has MS`),
      absent: phrases(`no migraine | no infection`),
      ask: phrases(`demyelinating plaques? | concern for MS`),
    },
    {
      situation: "other first attack",
      ages: [20, 50],
      core: phrases(`electric shock sensation down spine on neck flexion, numb hands |
        numb feet ascending to waist over a week, unsteady gait |
        double vision from internuclear ophthalmoplegia |
        second neurologic attack with arm paresthesias and imbalance`),
      support: phrases(`heat makes symptoms worse | CSF oligoclonal bands positive |
        spastic gait and bladder urgency | similar spell last year that cleared`),
      absent: phrases(`no convulsions | Lyme serology negative | normal vitamin B12`),
      ask: phrases(`white matter disease? | demyelination? | concern for MS`),
    },
    {
      situation: "known multiple sclerosis",
      ages: [25, 60],
      complaint: false,
      core: phrases(`known relapsing MS, surveillance on fingolimod |
        secondary progressive multiple sclerosis with worsening walking |
        multiple sclerosis on disease modifying therapy, possible relapse`),
      support: phrases(`baseline before switching to ofatumumab | last scan over a year ago |
        EDSS up from 2 to 4`),
      absent: phrases(`vision stable | no new bladder issues`),
      ask: phrases(`any new T2 or enhancing lesions? | active disease?`),
    },
  ],
};
