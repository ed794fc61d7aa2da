import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const nmBoneScan: ProtocolBank = {
  protocol: {
    name: "NM Bone Scan",
    modality: "NM",
    region: "bone",
    contrast: "none (Tc-99m MDP)",
    alternatives: [],
    indications: [
      "skeletal metastases, staging and restaging",
      "occult stress fracture",
      "painful prosthesis",
    ],
  },
  train: [
    {
      situation: "prostate cancer",
      ages: [52, 88],
      sex: "M",
      complaint: false,
      core: phrases(`[high risk;Gleason 8] prostate cancer, PSA [42;35;60], [skeletal staging;whole skeleton staging;bone staging] |
        prostate cancer with [rising alkaline phosphatase;raised ALP] |
        [castrate resistant prostate cancer;CRPC] with [back and rib pain;spine pain;climbing PSA and bone pain] |
        prostate cancer with [new bone pain;aching bones] |
        metastatic prostate cancer, restaging of [skeletal disease;bone metastases] |
        aching spine, PSA up | bones ache, prostate malignancy`),
      support:
        phrases(`Gleason 9 | on denosumab | bone pain worse at night | known sclerotic lesion in T8 |
        ALP 380 | zoledronic acid for bone mets | doubled ALP | L3 lesion before`),
      absent: phrases(`no fracture on xray | no neurologic deficit | no trauma`),
      ask: phrases(`evaluate for bone metastases | rule out skeletal metastases | osseous mets? |
        response of bone disease?`),
    },
    {
      situation: "other cancer",
      ages: [40, 84],
      complaint: false,
      core: phrases(`[lung cancer;bronchial carcinoma] with [diffuse bone pain;pain in many bones] |
        thyroid cancer with sternal pain and raised ALP |
        renal cell cancer with new hip and rib pain, skeletal survey needed |
        lung carcinoma with bone pain`),
      support: phrases(`calcium 11.4 | ALP 380 | pain worse at night | several painful sites`),
      absent: phrases(`no fracture on xray | no trauma`),
      ask: phrases(`evaluate for bone metastases | osseous mets? | skeletal metastases? |
        spread to bone?`),
    },
    {
      situation: "breast cancer",
      ages: [36, 84],
      sex: "F",
      complaint: false,
      core: phrases(`breast cancer with new [hip and rib pain;pelvic and rib pain;bone pain] |
        [stage III;locally advanced] breast cancer, [skeletal staging;staging of skeleton] |
        metastatic breast cancer, restaging of bone disease |
        node positive breast carcinoma | breast carcinoma, alk phos raised`),
      support: phrases(`calcium 11.2 | on zoledronic acid | ALP 290 | known lesion in T10`),
      absent: phrases(`no fracture on xray | no trauma`),
      ask: phrases(`evaluate for bone metastases | rule out skeletal metastases | bone mets?`),
    },
    {
      situation: "stress fracture",
      ages: [16, 42],
      core: phrases(`[shin;foot;tibial] pain in [marathon runner;long distance runner;military recruit] |
        tibial and foot pain after basic training, multiple sites |
        stress injury suspected in [dancer;runner], both shins |
        runner with focal shin pain | jumped up training, foot pain`),
      support: phrases(`xrays normal | pain for 5 weeks | vitamin D low | doubling of mileage`),
      absent: phrases(`no fever | no swelling`),
      ask: phrases(`stress fracture? | rule out occult fracture | multifocal stress injury? |
        tibial stress reaction?`),
    },
    {
      situation: "painful prosthesis",
      ages: [52, 84],
      core: phrases(`painful [knee replacement;knee prosthesis;hip replacement] 3 years after surgery |
        hip prosthesis with [thigh;start-up] pain |
        pain in total [hip;knee] arthroplasty, cause unclear | replaced knee still painful |
        start-up pain in hip arthroplasty`),
      support: phrases(`aspiration negative | ESR mildly raised | radiograph equivocal |
        films equivocal around prosthesis | sterile aspirate`),
      absent: phrases(`no drainage | no fever`),
      ask: phrases(`loosening or infection? | prosthetic loosening?`),
    },
  ],
  test: [
    {
      situation: "prostate cancer",
      ages: [54, 86],
      sex: "M",
      complaint: false,
      core: phrases(`prostate carcinoma Gleason 8, PSA 35, skeleton to be staged |
        hormone resistant prostate cancer, PSA up, aching spine | prostate malignancy, ALP doubled, bones ache`),
      support: phrases(
        `zoledronic acid monthly | night pain in several bones | earlier lesion in L3`,
      ),
      absent: phrases(`plain films unremarkable | legs strong, walking`),
      ask: phrases(`spread to skeleton? | bony mets? | progression in bone?`),
    },
    {
      situation: "other cancer",
      ages: [44, 82],
      complaint: false,
      core: phrases(`lung carcinoma, hurting in many bones`),
      support: phrases(`hypercalcemia | sternum tender`),
      absent: phrases(`no injury`),
      ask: phrases(`bony metastases?`),
    },
    {
      situation: "breast cancer",
      ages: [38, 82],
      sex: "F",
      complaint: false,
      core: phrases(
        `breast carcinoma, ribs and pelvis aching lately | large breast cancer with positive axillary nodes, skeleton staging`,
      ),
      support: phrases(`hypercalcemia | alk phos raised`),
      absent: phrases(`plain films unremarkable`),
      ask: phrases(`spread to skeleton? | bony mets?`),
    },
    {
      situation: "stress fracture",
      ages: [18, 40],
      core: phrases(`military recruit with tibial pain on both sides |
        long distance runner, focal shin and foot pain`),
      support: phrases(`radiographs negative | mileage doubled recently`),
      absent: phrases(`not febrile | no lump`),
      ask: phrases(`occult stress fracture? | stress reaction in tibia?`),
    },
    {
      situation: "painful prosthesis",
      ages: [54, 82],
      core: phrases(`total hip arthroplasty with new start-up pain |
        persistent pain in replaced knee prosthesis, films equivocal`),
      support: phrases(`joint aspirate sterile | CRP borderline`),
      absent: phrases(`wound healed long ago | no temperature`),
      ask: phrases(`loose prosthesis? | aseptic loosening or infection?`),
    },
  ],
};
