import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usObFirstTrimester: ProtocolBank = {
  protocol: {
    name: "US OB First Trimester",
    modality: "US",
    region: "pelvis",
    contrast: "none",
    alternatives: ["US Pelvis Transvaginal"],
    indications: ["bleeding or pain in early pregnancy", "suspected ectopic pregnancy", "dating and viability"],
  },
  train: [
    {
      situation: "bleeding or pain",
      ages: [17, 43],
      sex: "F",
      core: phrases(`positive pregnancy test with vaginal bleeding | 6 weeks pregnant with cramping and spotting |
        7 weeks by LMP, left sided pelvic pain | hCG 3400 with vaginal spotting |
        8 weeks pregnant, passing clots | early pregnancy with pelvic pain and dizziness |
        bleeding in early pregnancy, 9 weeks`),
      support: phrases(`prior ectopic pregnancy | hCG rising slowly | IVF pregnancy | G3P1, Rh negative |
        cervix closed | previous miscarriage`),
      absent: phrases(`no ultrasound yet this pregnancy | no fever | no passage of tissue |
        hemodynamically stable`),
      ask: phrases(`rule out ectopic pregnancy | ectopic? | evaluate viability |
        threatened abortion? | intrauterine pregnancy?`),
    },
    {
      situation: "dating and viability",
      ages: [18, 42],
      sex: "F",
      complaint: false,
      core: phrases(`positive home pregnancy test, unsure of LMP | early pregnancy, irregular cycles |
        hyperemesis at 9 weeks | newly pregnant, size greater than dates`),
      support: phrases(`G1P0 | conceived with letrozole | prior twin pregnancy | PCOS`),
      absent: phrases(`no bleeding | no pain`),
      ask: phrases(`dating | viability and number of fetuses |
        gestational age and fetal heartbeat | confirm intrauterine pregnancy`),
    },
  ],
  test: [
    {
      situation: "bleeding or pain",
      ages: [18, 42],
      sex: "F",
      core: phrases(`bleeding at 7 weeks gestation | beta hCG positive, unilateral pelvic pain and dizziness |
        early pregnancy with brown discharge and cramps |
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
      core: phrases(`newly pregnant, last period unknown | severe vomiting at 8 weeks of pregnancy, dates uncertain |
        pregnancy confirmed last week, conceived on pill`),
      support: phrases(`first pregnancy | fundus feels big for dates | long irregular cycles`),
      absent: phrases(`no spotting or cramps | painless`),
      ask: phrases(`dates and heartbeat | single or twins? | how many weeks?`),
    },
  ],
};
