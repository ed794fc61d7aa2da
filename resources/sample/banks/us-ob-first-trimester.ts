import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usObFirstTrimester: ProtocolBank = {
  protocol: {
    name: "US OB First Trimester",
    modality: "US",
    region: "pelvis",
    contrast: "none",
    alternatives: ["US Pelvis Transvaginal"],
    indications: [
      "bleeding or pain in early pregnancy",
      "suspected ectopic pregnancy",
      "dating and viability",
    ],
  },
  train: [
    {
      situation: "bleeding or pain",
      ages: [17, 43],
      sex: "F",
      core: phrases(`positive pregnancy test with [vaginal bleeding;spotting and cramps;pelvic pain] |
        [6;7;8;5] weeks pregnant with [cramping and spotting;bleeding;passing clots] |
        [7 weeks by LMP;early pregnancy], [left sided pelvic pain;unilateral pelvic pain;brown discharge] |
        [beta hCG;hCG] [3400;2600;positive] with vaginal [spotting;bleeding] |
        early pregnancy with [pelvic pain and dizziness;bleeding;cramps and discharge] |
        bleeding [in early pregnancy;at 7 weeks gestation], [8 weeks;missed period;] |
        pregnancy just confirmed, brown spotting | early pregnancy, dizzy |
        missed period and bleeding | pregnancy of 7 weeks, spotting`),
      support:
        phrases(`prior ectopic pregnancy | hCG rising slowly | IVF pregnancy | G3P1, Rh negative |
        cervix closed | previous miscarriage | cervical os closed |
        embryo transferred last month`),
      absent: phrases(`no ultrasound yet this pregnancy | no fever | no passage of tissue |
        hemodynamically stable`),
      ask: phrases(`rule out ectopic pregnancy | ectopic? | evaluate viability | threatened abortion? |
        intrauterine pregnancy? | viable?`),
    },
    {
      situation: "dating and viability",
      ages: [18, 42],
      sex: "F",
      complaint: false,
      core: phrases(`positive [home ;]pregnancy test, [unsure of LMP;last period unknown;dates uncertain] |
        [early pregnancy;newly pregnant], [irregular cycles;dates uncertain;conceived on pill] |
        [hyperemesis;severe vomiting] at [8;9] weeks[; of pregnancy] |
        newly pregnant, size greater than dates | about 8 weeks along |
        dates not sure, newly pregnant`),
      support: phrases(
        `G1P0 | conceived with letrozole | prior twin pregnancy | PCOS | last menses unknown`,
      ),
      absent: phrases(`no bleeding | no pain`),
      ask: phrases(`dating | viability and number of fetuses | gestational age and fetal heartbeat |
        confirm intrauterine pregnancy | heartbeat?`),
    },
  ],
  test: [
    {
      situation: "bleeding or pain",
      ages: [18, 42],
      sex: "F",
      core: phrases(`7 week pregnancy, bleeding since dawn | hCG positive, sharp pain on one side of pelvis, dizzy |
        brown spotting and cramps, pregnancy just confirmed |
        missed period, positive pregnancy test, now bleeding`),
      support: phrases(`one tube removed for ectopic | beta hCG not doubling |
        embryo transfer 5 weeks ago | os closed on speculum | two earlier miscarriages`),
      absent: phrases(`vitals stable | no tissue passed | not scanned yet`),
      ask: phrases(`intrauterine or ectopic? | viable pregnancy? | miscarriage?`),
    },
    {
      situation: "dating and viability",
      ages: [19, 41],
      sex: "F",
      complaint: false,
      core: phrases(`newly pregnant, last period unknown | cannot keep fluids down, pregnant about 8 weeks, dates unsure |
        pregnancy confirmed last week despite the pill`),
      support: phrases(`first pregnancy | fundus feels big for dates | long irregular cycles`),
      absent: phrases(`no spotting or cramps | painless`),
      ask: phrases(`dates and heartbeat | single or twins? | how many weeks?`),
    },
  ],
};
