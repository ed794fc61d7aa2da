import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrAbdomenPregnancy: ProtocolBank = {
  protocol: {
    name: "MR Abdomen Pregnancy WO",
    modality: "MR",
    region: "abdomen",
    contrast: "none (no gadolinium in pregnancy)",
    alternatives: [],
    indications: [
      "suspected appendicitis in pregnancy",
      "acute abdominal pain in pregnancy after nondiagnostic ultrasound",
    ],
  },
  train: [
    {
      situation: "suspected appendicitis in pregnancy",
      ages: [19, 41],
      sex: "F",
      core: phrases(`right lower quadrant pain and fever | RLQ tenderness with rebound |
        acute right sided abdominal pain and vomiting | RLQ pain and anorexia since yesterday |
        periumbilical pain migrating to right lower quadrant | right iliac fossa pain |
        right abdominal tenderness with guarding`),
      support: phrases(`appendix not visualized on ultrasound | WBC 17 | ultrasound nondiagnostic |
        temp 38.2 | anorexia and nausea | fetal heart tones 150 | appendix not seen on sonogram |
        leukocytosis`),
      absent: phrases(`no vaginal bleeding | no contractions | no hematuria | no flank pain`),
      must: phrases(`18 weeks pregnant | 24 weeks gestation | pregnant, 14 weeks |
        G2P1 at 21 weeks | second trimester pregnancy | IUP at 29 weeks | gravid, 19 weeks |
        third trimester pregnancy | G1P0 at 26 weeks gestation | pregnant 32 weeks`),
      ask: phrases(`rule out appendicitis | evaluate for appendicitis, avoid radiation |
        ?appendicitis | appendicitis in pregnancy?`),
    },
  ],
  test: [
    {
      situation: "suspected appendicitis in pregnancy",
      ages: [20, 40],
      sex: "F",
      core: phrases(`right iliac fossa pain with guarding | pain now over McBurney point, vomiting |
        RLQ abdominal pain since last night | tender right lower abdomen and low grade fever |
        pain moved from umbilicus to RLQ`),
      support: phrases(`sonogram could not show the appendix | white count raised |
        ultrasound inconclusive for appendicitis | off food | baby moving well`),
      absent: phrases(`no bleeding or leaking fluid | uterus not contracting | urine clear`),
      must: phrases(`gravid at 20 weeks | G1P0, 26 weeks gestation | mid pregnancy, 17 weeks |
        pregnant in third trimester | gestational age 23 weeks | expecting, 15 weeks pregnant`),
      ask: phrases(`appendicitis? | exclude appendicitis without ionizing radiation |
        surgical cause of abdominal pain?`),
    },
  ],
};
