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
      core: phrases(`low back pain radiating down left leg for 8 weeks | right sided sciatica |
        lumbar radiculopathy, L5 distribution | back pain with numbness of the lateral foot |
        low back pain with foot drop | back pain shooting to the buttock and calf |
        persistent L4 radicular pain`),
      support: phrases(`failed 6 weeks of physical therapy and NSAIDs | positive straight leg raise |
        diminished ankle reflex | weakness of great toe extension | lifts heavy boxes at work |
        epidural injection gave brief relief | tingling in the foot`),
      absent: phrases(`no bowel or bladder symptoms | no fever | no cancer | no trauma`),
      ask: phrases(`rule out disc herniation | evaluate for nerve root compression |
        herniated disc? | evaluate L4-5 and L5-S1 | before back surgery`),
    },
    {
      situation: "stenosis",
      ages: [56, 88],
      core: phrases(`bilateral leg pain on walking relieved by leaning forward | neurogenic claudication |
        chronic low back pain with leg heaviness on standing`),
      support: phrases(`shopping cart sign | pedal pulses normal |
        degenerative spondylolisthesis on xray | walks one block only`),
      absent: phrases(`no bladder symptoms | no weight loss | no fever`),
      ask: phrases(`evaluate for spinal stenosis | lumbar stenosis? | degree of canal narrowing?`),
    },
    {
      situation: "cauda equina",
      ages: [28, 74],
      core: phrases(`severe back pain with saddle anesthesia |
        low back pain with new urinary retention and leg weakness | perineal numbness and bilateral sciatica`),
      support: phrases(`decreased rectal tone | post void residual 500 mL | symptoms since yesterday`),
      absent: phrases(`no fever | no trauma | no anticoagulation`),
      ask: phrases(`rule out cauda equina syndrome | cauda equina?`),
    },
  ],
  test: [
    {
      situation: "radiculopathy",
      ages: [26, 70],
      core: phrases(`shooting pain from low back and buttock to calf for 2 months |
        L5 radicular symptoms on the right | S1 radiculopathy with persistent sciatica |
        backache with tingling in dorsum of foot`),
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
      support: phrases(`foot pulses palpable | known lumbar spondylosis | leans on walker for relief`),
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
      ask: phrases(`cauda equina compression? | exclude cauda equina syndrome`),
    },
  ],
};
