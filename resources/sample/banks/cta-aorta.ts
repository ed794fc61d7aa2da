import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctaAorta: ProtocolBank = {
  protocol: {
    name: "CTA Aorta Dissection",
    modality: "CT",
    region: "chest",
    contrast: "without and with IV iodinated, arterial phase, ECG gated",
    alternatives: [],
    indications: ["acute aortic syndrome", "aortic aneurysm, rupture or surveillance"],
  },
  train: [
    {
      situation: "acute aortic syndrome",
      ages: [36, 86],
      core: phrases(`sudden tearing chest pain radiating to the back |
        ripping interscapular pain with hypertension |
        severe chest and back pain with unequal arm pressures |
        abrupt onset chest pain radiating to back | tearing back pain and syncope |
        sharp pain between the shoulder blades, pulse deficit`),
      support: phrases(`blood pressure 220/120 | Marfan syndrome | widened mediastinum on chest xray |
        bicuspid aortic valve | new diastolic murmur | pulse deficit in left arm |
        cocaine use today | known thoracic aneurysm 4.8 cm | arm pressure difference 35 mmHg`),
      absent: phrases(`troponin negative | no ST elevation | no pleuritic component | no calf pain`),
      ask: phrases(`rule out aortic dissection | evaluate for dissection | ?dissection |
        acute aortic syndrome?`),
    },
    {
      situation: "rupture",
      ages: [58, 90],
      core: phrases(`pulsatile abdominal mass with hypotension and back pain |
        known AAA with new severe back pain | sudden abdominal and flank pain, AAA 6 cm`),
      support: phrases(`on bedside ultrasound aneurysm 6.4 cm | hypotensive in the field | smoker`),
      absent: phrases(`no hematuria | no fever`),
      ask: phrases(`evaluate for aneurysm rupture | ruptured AAA?`),
    },
    {
      situation: "surveillance",
      ages: [50, 86],
      complaint: false,
      core: phrases(`known type B dissection, follow up |
        thoracic aortic aneurysm, preoperative planning | ascending aorta 4.7 cm, annual follow up |
        endovascular aortic stent graft, surveillance | status post TEVAR`),
      support: phrases(`false lumen partially thrombosed | family history of dissection |
        aorta grew 3 mm last year`),
      absent: phrases(`no chest pain now | pulses equal`),
      ask: phrases(`endoleak? | interval growth of aorta? | aortic diameters?`),
    },
  ],
  test: [
    {
      situation: "acute aortic syndrome",
      ages: [38, 84],
      core: phrases(`instantaneous knife like pain between the shoulder blades |
        crushing chest pain tearing through to the back |
        chest pain migrating to back and abdomen, pulses unequal |
        sharp tearing back pain with pressure difference of 40 between arms`),
      support: phrases(`Loeys-Dietz family | mediastinum wide on portable film |
        aortic regurgitation murmur | connective tissue disorder | systolic 230 on arrival |
        used methamphetamine`),
      absent: phrases(`ECG without ischemia | cardiac enzymes negative |
        pain not worse on breathing`),
      ask: phrases(`dissection? | concern for aortic dissection | exclude acute aortic syndrome`),
    },
    {
      situation: "rupture",
      ages: [60, 88],
      core: phrases(`large AAA with sudden flank and back pain, hypotensive`),
      support: phrases(`AAA 6.2 cm last month | pulsatile mass felt`),
      absent: phrases(`urine clear`),
      ask: phrases(`leak or rupture of aneurysm?`),
    },
    {
      situation: "surveillance",
      ages: [52, 84],
      complaint: false,
      core: phrases(`chronic type B dissection, yearly surveillance | aortic endograft 2022, check for endoleak |
        descending thoracic aneurysm enlarging`),
      support: phrases(`ascending aorta 5.1 cm | false lumen still patent`),
      absent: phrases(`distal pulses intact | pain free`),
      ask: phrases(`aortic diameter change? | sac enlarging?`),
    },
  ],
};
