import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctChestLowDose: ProtocolBank = {
  protocol: {
    name: "CT Chest Low Dose",
    modality: "CT",
    region: "chest",
    contrast: "none",
    alternatives: [],
    indications: ["lung cancer screening, age 50 to 80, at least 20 pack-years"],
  },
  train: [
    {
      situation: "current smoker",
      ages: [50, 80],
      complaint: false,
      core: phrases(`[30;25;40;28] pack year smoker, [annual lung cancer screening;yearly lung screen;lung screening] |
        [current;active;heavy] smoker [1 ppd for 40 years;1.5 packs daily since age 18;over 30 years], [lung screening;screening visit;wants lung screening] |
        lung cancer screening, [shared decision visit done;eligible], still smoking |
        smokes [a pack;2 packs] a day, [lung cancer screening;due for lung screen] |
        cigarettes daily since youth | tobacco user, asks for lung screening |
        smoking habit for decades`),
      support:
        phrases(`counselled on smoking cessation | last year Lung-RADS 2 | meets screening criteria |
        brother died of lung cancer | willing to undergo curative surgery |
        prior screening negative | screening eligible by USPSTF`),
      absent: phrases(`asymptomatic | no cough or hemoptysis | no weight loss |
        no personal history of lung cancer`),
      ask: phrases(`annual screening | screening for lung cancer | Lung-RADS follow up`),
    },
    {
      situation: "former smoker",
      ages: [50, 80],
      complaint: false,
      core: phrases(`[former smoker;ex smoker], [quit 6 years ago;stopped in 2019;gave up smoking last year], [35;22;50] pack years[;, screening] |
        [45;28;30] pack year smoking history, stopped [2018;recently], [lung screening;lung cancer screening;annual screen] |
        [ex smoker;former smoker] [eligible for lung screening;due for lung cancer screening] |
        no cigarettes since 2017 | 50 pack years, stopped`),
      support: phrases(`Lung-RADS 1 last year | meets USPSTF criteria | father had lung cancer |
        shared decision making documented | meets age and pack year criteria`),
      absent: phrases(`asymptomatic | no cough | no weight loss`),
      ask: phrases(`annual screening | lung cancer screening | third annual screen`),
    },
  ],
  test: [
    {
      situation: "current smoker",
      ages: [51, 79],
      complaint: false,
      core: phrases(`pack and a half daily habit since youth, here for annual lung check |
        thirty years of heavy smoking, asks about lung cancer screening |
        screening of active smoker with no complaints, 40 pack years`),
      support: phrases(`Lung-RADS 1 twelve months ago | tobacco cessation advice given |
        mother had lung carcinoma | fits USPSTF eligibility | fit for lobectomy if needed`),
      absent: phrases(`feels well, no symptoms | weight stable, no blood in sputum |
        never had cancer`),
      ask: phrases(`yearly lung screen | second annual round | early detection of lung cancer`),
    },
    {
      situation: "former smoker",
      ages: [52, 79],
      complaint: false,
      core: phrases(`ex smoker with 50 pack years, none for four years, yearly screen |
        quit cigarettes five years back, 28 pack years, eligible for screening`),
      support: phrases(`first screening round was clear | aunt with lung carcinoma`),
      absent: phrases(`no respiratory symptoms | no weight change`),
      ask: phrases(`annual lung screen | screening round`),
    },
  ],
};
