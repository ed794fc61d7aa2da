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
      core: phrases(`[asymmetric;unilateral;unequal;one sided] [sensorineural hearing loss;hearing loss;deafness;hearing] [, worse on the left;on audiometry;over a year;] |
        [sudden;acute] [right;left] [sided ;ear ]hearing loss[; on waking] |
        [unilateral tinnitus;ringing in left ear;ringing in one ear;tinnitus in right ear] with [decreased hearing;reduced speech discrimination;hearing asymmetry] |
        [progressive;gradual] [left;right] hearing loss and [imbalance;vertigo;dizziness] |
        poor [word recognition;speech discrimination] in the [right;left] ear |
        words unclear on one side | hearing fading over a year |
        hearing dropped overnight in one ear | audiometry unequal |
        constant ringing, left ear`),
      support: phrases(`audiogram shows 40 dB asymmetry | episodic vertigo |
        no improvement after oral steroids | reduced caloric response | aural fullness |
        neurofibromatosis type 2 | speech discrimination reduced | balance off in the dark |
        NF2 | high frequency sensorineural asymmetry | prednisone did not help hearing |
        acoustic reflex absent`),
      absent: phrases(`tympanic membranes normal | no otorrhea | no facial weakness |
        no noise exposure`),
      ask: phrases(`rule out vestibular schwannoma | rule out acoustic neuroma | retrocochlear lesion? |
        evaluate internal auditory canals | CPA angle lesion?`),
    },
    {
      situation: "known schwannoma",
      ages: [34, 80],
      complaint: false,
      core: phrases(`[known;small;left] vestibular schwannoma [under observation;on surveillance;followed yearly] |
        acoustic neuroma [after radiosurgery;on yearly surveillance;under observation] |
        intracanalicular schwannoma, [12 month;annual] follow up |
        schwannoma 6 mm in canal | acoustic neuroma watched |
        balance unchanged, known neuroma`),
      support: phrases(`8 mm on last study | [hearing stable;serviceable hearing lost]`),
      absent: phrases(`no facial weakness | no new vertigo`),
      ask: phrases(`interval growth? | schwannoma size?`),
    },
    {
      situation: "facial palsy",
      ages: [26, 70],
      core: phrases(`[facial palsy;Bell palsy;facial nerve palsy] [without recovery after 4 months;not improving at 5 months;with gradual onset] |
        recurrent [right;left] facial nerve [paralysis;palsy] |
        hemifacial spasm on the [left;right] | facial weakness evolving slowly |
        seventh nerve palsy | tinnitus and facial weakness`),
      support: phrases(`House-Brackmann grade V | ipsilateral hearing loss |
        treated as Bell palsy initially | cannot close eye | synkinesis`),
      absent: phrases(`no limb weakness | no vesicles in the ear`),
      ask: phrases(`evaluate the facial nerve | rule out cerebellopontine angle mass`),
    },
  ],
  test: [
    {
      situation: "hearing loss",
      ages: [30, 76],
      core: phrases(`hearing fading in right ear all year |
        left ear rings constantly, words unclear on that side |
        vertigo, and the two ears differ on audiometry | acute hearing drop in one ear on waking`),
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
      core: phrases(`half of face still paralyzed, Bell palsy 5 months ago |
        slowly evolving facial nerve weakness plus tinnitus`),
      support: phrases(
        `synkinesis and incomplete eye closure | hearing diminished on the same side`,
      ),
      absent: phrases(`no zoster rash | arms and legs strong`),
      ask: phrases(`facial nerve lesion? | mass along seventh or eighth nerve?`),
    },
  ],
};
