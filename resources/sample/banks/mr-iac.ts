import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrIac: ProtocolBank = {
  protocol: {
    name: "MR IAC W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium",
    alternatives: ["MR Brain Tumor W/WO"],
    indications: [
      "asymmetric sensorineural hearing loss",
      "vestibular schwannoma",
      "unilateral tinnitus",
      "facial palsy that does not recover",
    ],
  },
  train: [
    {
      situation: "hearing loss",
      ages: [28, 79],
      core: phrases(`asymmetric sensorineural hearing loss, worse on the left |
        sudden right sided hearing loss | unilateral tinnitus with decreased hearing |
        progressive left hearing loss and imbalance | poor word recognition in the right ear |
        deafness in one ear | ringing in one ear with hearing asymmetry`),
      support: phrases(`audiogram shows 40 dB asymmetry | episodic vertigo |
        no improvement after oral steroids | reduced caloric response | aural fullness |
        neurofibromatosis type 2 | speech discrimination reduced`),
      absent: phrases(`tympanic membranes normal | no otorrhea | no facial weakness |
        no noise exposure`),
      ask: phrases(`rule out vestibular schwannoma | rule out acoustic neuroma |
        retrocochlear lesion? | evaluate internal auditory canals`),
    },
    {
      situation: "known schwannoma",
      ages: [34, 80],
      complaint: false,
      core: phrases(`known vestibular schwannoma under observation |
        acoustic neuroma after radiosurgery | intracanalicular schwannoma, 12 month follow up`),
      support: phrases(`8 mm on last study | hearing stable | serviceable hearing lost`),
      absent: phrases(`no facial weakness | no new vertigo`),
      ask: phrases(`interval growth? | schwannoma size?`),
    },
    {
      situation: "facial palsy",
      ages: [26, 70],
      core: phrases(`facial palsy without recovery after 4 months |
        recurrent right facial nerve paralysis | hemifacial spasm on the left`),
      support: phrases(`House-Brackmann grade V | ipsilateral hearing loss |
        treated as Bell palsy initially`),
      absent: phrases(`no limb weakness | no vesicles in the ear`),
      ask: phrases(`evaluate the facial nerve | rule out cerebellopontine angle mass`),
    },
  ],
  test: [
    {
      situation: "hearing loss",
      ages: [30, 76],
      core: phrases(`one sided deafness developing over a year |
        ringing in left ear and reduced speech discrimination |
        unequal hearing on audiometry with vertigo | acute hearing drop in one ear on waking`),
      support: phrases(`sensorineural asymmetry at high frequencies |
        off balance when walking in the dark | failed course of prednisone | NF2 carrier |
        absent acoustic reflexes`),
      absent: phrases(`ear drums clear | no ear discharge | face symmetric`),
      ask: phrases(`schwannoma of eighth nerve? | CPA mass? | exclude retrocochlear pathology`),
    },
    {
      situation: "known schwannoma",
      ages: [36, 78],
      complaint: false,
      core: phrases(`small acoustic neuroma, yearly surveillance`),
      support: phrases(`6 mm in the canal last year | hearing aid on that side`),
      absent: phrases(`balance unchanged`),
      ask: phrases(`has the schwannoma grown?`),
    },
    {
      situation: "facial palsy",
      ages: [28, 66],
      core: phrases(`Bell palsy not improving at 5 months |
        facial nerve palsy with gradual onset and tinnitus`),
      support: phrases(`synkinesis and incomplete eye closure | hearing diminished on the same side`),
      absent: phrases(`no zoster rash | arms and legs strong`),
      ask: phrases(`facial nerve lesion? | mass along seventh or eighth nerve?`),
    },
  ],
};
