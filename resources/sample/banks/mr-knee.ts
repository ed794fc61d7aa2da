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
      core: phrases(`twisting knee injury playing soccer, heard a pop |
        knee gave way skiing, immediate swelling | hyperextension injury of the right knee in basketball |
        knee instability after pivoting injury | knee buckled in tackle, swollen`),
      support: phrases(`positive Lachman | large effusion | xray negative for fracture |
        positive anterior drawer | unable to bear weight initially | laxity on valgus stress`),
      absent: phrases(`no fracture | no calf swelling | no prior knee surgery | neurovascularly intact`),
      ask: phrases(`rule out ACL tear | evaluate for ligament injury | ACL and meniscus? |
        internal derangement?`),
    },
    {
      situation: "meniscal symptoms",
      ages: [30, 68],
      core: phrases(`medial joint line pain and locking of left knee |
        knee catching and clicking after squatting | persistent medial knee pain for 3 months |
        knee pain with intermittent locking | knee locks, cannot straighten`),
      support: phrases(`positive McMurray | small effusion | failed physical therapy |
        pain on deep flexion | xray shows mild degenerative change`),
      absent: phrases(`no instability | no fever | no redness or warmth`),
      ask: phrases(`rule out meniscal tear | meniscus tear? | evaluate meniscus and cartilage`),
    },
  ],
  test: [
    {
      situation: "acute ligament injury",
      ages: [16, 44],
      core: phrases(`planted foot and knee buckled in football tackle |
        noncontact pivot injury with pop and rapid knee swelling |
        knee feels unstable when changing direction since netball injury`),
      support: phrases(`Lachman with soft end point | hemarthrosis aspirated |
        plain films of knee normal | pivot shift positive`),
      absent: phrases(`distal pulses fine | first injury of this knee`),
      ask: phrases(`cruciate rupture? | ligament or meniscus damage? | ACL?`),
    },
    {
      situation: "meniscal symptoms",
      ages: [32, 66],
      core: phrases(`knee locks and catches on stairs | inner knee pain since kneeling at work |
        cannot fully extend knee, clicking`),
      support: phrases(`McMurray test painful | tender along medial joint line | mild effusion |
        exercises and NSAIDs did not help`),
      absent: phrases(`ligaments stable | joint not hot`),
      ask: phrases(`torn meniscus? | bucket handle tear? | chondral or meniscal lesion?`),
    },
  ],
};
