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
      core: phrases(`[right lower quadrant;RLQ;right iliac fossa;right lower abdominal] pain [and fever;with vomiting;since yesterday;since last night;with guarding] |
        [RLQ;right lower quadrant;right abdominal] tenderness [with rebound;with guarding;and low grade fever] |
        [acute;worsening] right sided abdominal pain and [vomiting;anorexia] |
        [periumbilical pain;pain from umbilicus] [migrating;moving] to [right lower quadrant;RLQ] |
        pain at McBurney point | sore low on right | soreness low on right side |
        belly pain moved to RLQ`),
      support:
        phrases(`[appendix not visualized on ultrasound;ultrasound nondiagnostic;appendix not seen on sonogram;ultrasound could not find appendix] |
        [WBC 17;leukocytosis;WBC 15.5] | temp 38.2 | anorexia and nausea |
        fetal heart tones 150 | fetus moving well | avoid ionizing radiation | not eating |
        white cells 16`),
      absent: phrases(`no vaginal bleeding | no contractions | no hematuria | no flank pain`),
      must: phrases(`18 weeks pregnant | 24 weeks gestation | pregnant, 14 weeks | G2P1 at 21 weeks |
        second trimester pregnancy | IUP at 29 weeks | gravid, 19 weeks |
        third trimester pregnancy | G1P0 at 26 weeks gestation | pregnant 32 weeks |
        expecting, 22 weeks | gestational age 16 weeks | pregnancy in third trimester`),
      ask: phrases(`rule out appendicitis | evaluate for appendicitis, avoid radiation | ?appendicitis |
        appendicitis in pregnancy? | surgical abdomen in pregnancy?`),
    },
  ],
  test: [
    {
      situation: "suspected appendicitis in pregnancy",
      ages: [20, 40],
      sex: "F",
      core: phrases(`sore low on the right with guarding | pain now over McBurney point, vomiting |
        RLQ ache overnight | right lower abdomen tender, temp 37.9 |
        pain shifted from navel to RLQ`),
      support: phrases(`sonogram could not show the appendix | white count raised |
        ultrasound inconclusive for appendicitis | off food | baby moving well`),
      absent: phrases(`no bleeding or leaking fluid | uterus not contracting | urine clear`),
      must: phrases(`gravid at 20 weeks | G1P0, 26 weeks gestation | mid pregnancy, 17 weeks |
        pregnant in third trimester | gestational age 23 weeks | expecting, 15 weeks pregnant`),
      ask: phrases(`inflamed appendix? | exclude appendicitis without ionizing radiation |
        surgical cause of abdominal pain?`),
    },
  ],
};
