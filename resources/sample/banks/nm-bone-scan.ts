import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const nmBoneScan: ProtocolBank = {
  protocol: {
    name: "NM Bone Scan",
    modality: "NM",
    region: "bone",
    contrast: "none (Tc-99m MDP)",
    alternatives: [],
    indications: ["skeletal metastases, staging and restaging", "occult stress fracture", "painful prosthesis"],
  },
  train: [
    {
      situation: "prostate cancer",
      ages: [52, 88],
      sex: "M",
      complaint: false,
      core: phrases(`high risk prostate cancer, PSA 42, skeletal staging |
        prostate cancer with rising alkaline phosphatase |
        castrate resistant prostate cancer with back and rib pain |
        prostate cancer with new bone pain | metastatic prostate cancer, restaging of skeletal disease`),
      support: phrases(`Gleason 9 | on denosumab | PSA 88 | bone pain worse at night |
        known sclerotic lesion in T8 | ALP 380`),
      absent: phrases(`no fracture on xray | no neurologic deficit | no trauma`),
      ask: phrases(`evaluate for bone metastases | rule out skeletal metastases | osseous mets? |
        response of bone disease?`),
    },
    {
      situation: "other cancer",
      ages: [40, 84],
      complaint: false,
      core: phrases(`lung cancer with diffuse bone pain | thyroid cancer with sternal pain and raised ALP |
        renal cell cancer with new hip and rib pain, skeletal survey needed`),
      support: phrases(`calcium 11.4 | ALP 380 | pain worse at night | several painful sites`),
      absent: phrases(`no fracture on xray | no trauma`),
      ask: phrases(`evaluate for bone metastases | osseous mets? | skeletal metastases?`),
    },
    {
      situation: "breast cancer",
      ages: [36, 84],
      sex: "F",
      complaint: false,
      core: phrases(`breast cancer with new hip and rib pain | stage III breast cancer, skeletal staging |
        metastatic breast cancer, restaging of bone disease`),
      support: phrases(`calcium 11.2 | on zoledronic acid | ALP 290 | known lesion in T10`),
      absent: phrases(`no fracture on xray | no trauma`),
      ask: phrases(`evaluate for bone metastases | rule out skeletal metastases | bone mets?`),
    },
    {
      situation: "stress fracture",
      ages: [16, 42],
      core: phrases(`shin pain in marathon runner | tibial and foot pain after basic training, multiple sites |
        stress injury suspected in dancer, both shins`),
      support: phrases(`xrays normal | pain for 5 weeks | vitamin D low`),
      absent: phrases(`no fever | no swelling`),
      ask: phrases(`stress fracture? | rule out occult fracture | multifocal stress injury?`),
    },
    {
      situation: "painful prosthesis",
      ages: [52, 84],
      core: phrases(`painful knee replacement 3 years after surgery | hip prosthesis with thigh pain |
        pain in total hip arthroplasty, cause unclear`),
      support: phrases(`aspiration negative | ESR mildly raised | radiograph equivocal`),
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
      core: phrases(`carcinoma of prostate Gleason 8, PSA 35, whole skeleton staging |
        CRPC with climbing PSA and spine pain, skeletal restaging | prostate malignancy, raised ALP and aching bones`),
      support: phrases(`zoledronic acid monthly | night pain in several bones | earlier lesion in L3`),
      absent: phrases(`plain films unremarkable | legs strong, walking`),
      ask: phrases(`skeletal metastatic disease? | bony mets? | progression in bone?`),
    },
    {
      situation: "other cancer",
      ages: [44, 82],
      complaint: false,
      core: phrases(`bronchial carcinoma with pain in many bones`),
      support: phrases(`hypercalcemia | sternum tender`),
      absent: phrases(`no injury`),
      ask: phrases(`bony metastases?`),
    },
    {
      situation: "breast cancer",
      ages: [38, 82],
      sex: "F",
      complaint: false,
      core: phrases(`breast carcinoma, new pelvic and rib pain | locally advanced breast cancer, staging of skeleton`),
      support: phrases(`hypercalcemia | alk phos raised`),
      absent: phrases(`plain films unremarkable`),
      ask: phrases(`skeletal metastatic disease? | bony mets?`),
    },
    {
      situation: "stress fracture",
      ages: [18, 40],
      core: phrases(`military recruit with tibial pain on both sides |
        long distance runner, focal shin and foot pain`),
      support: phrases(`radiographs negative | mileage doubled recently`),
      absent: phrases(`no infection | no lump`),
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
