import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrLumbarSpine: ProtocolBank = {
  protocol: {
    name: "MR Lumbar Spine WO",
    modality: "MR",
    region: "spine",
    contrast: "none",
    alternatives: [],
    indications: [
      "radiculopathy after failed conservative treatment",
      "spinal stenosis",
      "suspected cauda equina syndrome",
    ],
  },
  train: [
    {
      situation: "radiculopathy",
      ages: [24, 72],
      core: phrases(`low back pain [radiating down left leg;shooting to the calf;radiating to the foot] for [8 weeks;2 months;3 months] |
        [right sided;left;persistent] sciatica[; for 2 months] |
        lumbar radiculopathy, [L5;S1;L4] distribution |
        [back pain;backache] with [numbness of the lateral foot;tingling in the foot;foot drop;weak dorsiflexion] |
        [L4;L5;S1] [radicular pain;radiculopathy;radicular symptoms] |
        [shooting pain;pain] from [low back;buttock] to [calf;foot] |
        electric pain into calf | sciatica no better | buttock pain to calf |
        aching lumbar region, leg tingling`),
      support:
        phrases(`failed 6 weeks of physical therapy and NSAIDs | positive straight leg raise |
        diminished ankle reflex | weakness of great toe extension |
        lifts heavy boxes at work | epidural injection gave brief relief |
        tingling in the foot | discectomy considered | conservative care failed |
        SLR 40 degrees | dorsiflexion weak`),
      absent: phrases(`no bowel or bladder symptoms | no fever | no cancer | no trauma`),
      ask: phrases(`rule out disc herniation | evaluate for nerve root compression | herniated disc? |
        evaluate L4-5 and L5-S1 | before back surgery | impinged root?`),
    },
    {
      situation: "stenosis",
      ages: [56, 88],
      core: phrases(`bilateral leg [pain;heaviness;ache] [on walking;when upright;on standing] relieved by [leaning forward;sitting;bending forward] |
        [neurogenic;spinal] claudication[; with back pain; at one block] |
        chronic low back pain with leg heaviness on standing | legs tire when upright |
        claudication with palpable pulses`),
      support:
        phrases(`shopping cart sign | pedal pulses normal | degenerative spondylolisthesis on xray |
        walks one block only | better bending forward | spondylosis of lumbar spine |
        walker needed`),
      absent: phrases(`no bladder symptoms | no weight loss | no fever`),
      ask: phrases(`evaluate for spinal stenosis | lumbar stenosis? | degree of canal narrowing? |
        narrow canal?`),
    },
    {
      situation: "cauda equina",
      ages: [28, 74],
      core: phrases(`[severe;acute] [back pain;lumbar pain] with [saddle anesthesia;numb perineum;perineal numbness] |
        low back pain with new [urinary retention;inability to void] and [leg weakness;weak legs] |
        [perineal numbness;saddle numbness] and bilateral sciatica |
        cannot void, legs weak | saddle area numb | perineum numb`),
      support:
        phrases(`decreased rectal tone | post void residual 500 mL | symptoms since yesterday |
        lax sphincter`),
      absent: phrases(`no fever | no trauma | no anticoagulation`),
      ask: phrases(`rule out cauda equina syndrome | cauda equina? | cauda compression?`),
    },
  ],
  test: [
    {
      situation: "radiculopathy",
      ages: [26, 70],
      core: phrases(`electric pain from lumbar area through buttock into calf |
        L5 radicular symptoms on the right | sciatica in S1 territory, no better |
        tingling on top of foot with lumbar ache`),
      support: phrases(`conservative care for 7 weeks without benefit | SLR positive at 30 degrees |
        ankle jerk absent | weak dorsiflexion of foot | considering discectomy`),
      absent: phrases(`continent | no malignancy in the past | afebrile`),
      ask: phrases(`disc prolapse? | root impingement at L5-S1? | prior to spine surgery`),
    },
    {
      situation: "stenosis",
      ages: [58, 86],
      core: phrases(`legs ache and tire when upright, better sitting or bending forward |
        spinal claudication at 100 meters with back pain`),
      support: phrases(
        `foot pulses palpable | known lumbar spondylosis | leans on walker for relief`,
      ),
      absent: phrases(`bladder function unchanged | weight steady`),
      ask: phrases(`central canal stenosis? | stenosis level?`),
    },
    {
      situation: "cauda equina",
      ages: [30, 72],
      core: phrases(`numb perineum and back pain since yesterday |
        lumbar pain, both legs weak, cannot void`),
      support: phrases(`lax anal sphincter | bladder scan 700 mL`),
      absent: phrases(`no injury | no temperature`),
      ask: phrases(`cauda equina compression? | nerve roots of cauda squeezed?`),
    },
  ],
};
