import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrKnee: ProtocolBank = {
  protocol: {
    name: "MR Knee WO",
    modality: "MR",
    region: "leg",
    contrast: "none",
    alternatives: [],
    indications: ["suspected meniscal or ligament tear", "internal derangement of the knee"],
  },
  train: [
    {
      situation: "acute ligament injury",
      ages: [15, 45],
      core: phrases(`[twisting;pivoting;noncontact;hyperextension] [knee injury;injury of the knee] [playing soccer;in basketball;skiing;in football], [heard a pop;rapid swelling;immediate swelling] |
        knee [gave way;buckled] [skiing;in tackle;on landing], [swollen;immediate swelling] |
        knee [instability;feels unstable;gives way] [after pivoting injury;when changing direction;since sports injury] |
        planted foot, knee buckled | knee wobbles on turns | pop and swollen knee |
        netball injury of knee`),
      support: phrases(`positive Lachman | large effusion | xray negative for fracture |
        positive anterior drawer | unable to bear weight initially |
        laxity on valgus stress | hemarthrosis | Lachman soft end point`),
      absent: phrases(
        `no fracture | no calf swelling | no prior knee surgery | neurovascularly intact`,
      ),
      ask: phrases(`rule out ACL tear | evaluate for ligament injury | ACL and meniscus? |
        internal derangement?`),
    },
    {
      situation: "meniscal symptoms",
      ages: [30, 68],
      core: phrases(`[medial;inner;lateral] [joint line pain;knee pain] [and locking;and clicking;for 3 months;since kneeling] |
        knee [catching and clicking;locking and catching;locks] [after squatting;on stairs;] |
        knee [locks;stuck], cannot [straighten;fully extend] |
        knee pain with intermittent [locking;catching] | locks on stairs |
        knee clicking on bending`),
      support: phrases(`positive McMurray | small effusion | failed physical therapy |
        pain on deep flexion | xray shows mild degenerative change | McMurray painful |
        medial joint line tender`),
      absent: phrases(`no instability | no fever | no redness or warmth`),
      ask: phrases(`rule out meniscal tear | meniscus tear? | evaluate meniscus and cartilage |
        chondral lesion? | bucket handle meniscus?`),
    },
  ],
  test: [
    {
      situation: "acute ligament injury",
      ages: [16, 44],
      core: phrases(`planted foot and knee buckled in football tackle |
        noncontact pivot injury with pop and rapid knee swelling |
        knee wobbles on quick turns, netball injury`),
      support: phrases(`Lachman with soft end point | hemarthrosis aspirated |
        plain films of knee normal | pivot shift positive`),
      absent: phrases(`distal pulses fine | first injury of this knee`),
      ask: phrases(`cruciate rupture? | ligament or meniscus damage? | ACL?`),
    },
    {
      situation: "meniscal symptoms",
      ages: [32, 66],
      core: phrases(`knee locks and catches on stairs | aching inside of knee, kneels at work |
        clicking knee that will not extend fully`),
      support: phrases(`McMurray test painful | tender along medial joint line | mild effusion |
        exercises and NSAIDs did not help`),
      absent: phrases(`ligaments stable | joint not hot`),
      ask: phrases(`torn meniscus? | bucket handle tear? | chondral or meniscal lesion?`),
    },
  ],
};
