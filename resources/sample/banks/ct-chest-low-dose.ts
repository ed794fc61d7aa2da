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
      core: phrases(`30 pack year smoker, annual lung cancer screening |
        current smoker 1 ppd for 40 years, lung screening |
        lung cancer screening, shared decision visit done, still smoking |
        baseline lung screening, 25 pack years, still smoking | heavy smoker, screening visit`),
      support: phrases(`counselled on smoking cessation | last year Lung-RADS 2 |
        meets screening criteria | brother died of lung cancer |
        willing to undergo curative surgery | prior screening negative`),
      absent: phrases(`asymptomatic | no cough or hemoptysis | no weight loss |
        no personal history of lung cancer`),
      ask: phrases(`annual screening | screening for lung cancer | Lung-RADS follow up`),
    },
    {
      situation: "former smoker",
      ages: [50, 80],
      complaint: false,
      core: phrases(`former smoker, quit 6 years ago, 35 pack years |
        45 pack year smoking history, stopped 2018, lung screening |
        ex smoker with 22 pack years, eligible for lung screening`),
      support: phrases(`Lung-RADS 1 last year | meets USPSTF criteria | father had lung cancer |
        shared decision making documented`),
      absent: phrases(`asymptomatic | no cough | no weight loss`),
      ask: phrases(`annual screening | lung cancer screening | third annual screen`),
    },
  ],
  test: [
    {
      situation: "current smoker",
      ages: [51, 79],
      complaint: false,
      core: phrases(`smokes 1.5 packs daily since age 18, due for yearly lung check |
        heavy tobacco use over 30 years, wants screening |
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
      core: phrases(`gave up smoking in 2019 after 50 pack years, yearly screen |
        eligible for lung cancer screening, 28 pack years, stopped recently`),
      support: phrases(`first screening round was clear | aunt with lung carcinoma`),
      absent: phrases(`no respiratory symptoms | no weight change`),
      ask: phrases(`annual lung screen | screening round`),
    },
  ],
};
