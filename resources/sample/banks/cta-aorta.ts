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
      core: phrases(`[sudden;abrupt;instantaneous] [tearing;ripping;knife like] [chest pain;pain] [radiating to the back;going through to the back;between the shoulder blades] |
        [ripping;tearing;sharp] [interscapular pain;back pain;pain between the shoulder blades] with [hypertension;unequal pulses;pulse deficit;syncope] |
        [severe;crushing;acute] chest and back pain with [unequal arm pressures;pressure difference between arms;pulse deficit] |
        chest pain [migrating;moving] to [back;back and abdomen], [pulses unequal;hypertensive;diaphoretic] |
        chest ripped open feeling | agonizing tearing pain | torn aorta suspected |
        methamphetamine use, tearing pain`),
      support:
        phrases(`blood pressure 220/120 | widened mediastinum on chest xray | new diastolic murmur |
        pulse deficit in left arm |
        [Marfan syndrome;bicuspid aortic valve;cocaine use today;known thoracic aneurysm 4.8 cm] |
        arm pressure difference 35 mmHg | mediastinum wide on film | left pulse weak |
        Loeys Dietz syndrome | regurgitation of aortic valve | pressure 230 systolic`),
      absent: phrases(
        `troponin negative | no ST elevation | no pleuritic component | no calf pain`,
      ),
      ask: phrases(`rule out aortic dissection | evaluate for dissection | ?dissection |
        acute aortic syndrome?`),
    },
    {
      situation: "rupture",
      ages: [58, 90],
      core: phrases(`[pulsatile abdominal mass;known AAA;large AAA] with [hypotension and back pain;new severe back pain;sudden flank pain;sudden abdominal and back pain] |
        sudden [abdominal;flank;back] pain, AAA [6 cm;6.4 cm][;, hypotensive] |
        abdominal aortic aneurysm, collapsed | aneurysm leak suspected |
        pulsating belly mass | AAA 6 cm and lumbar pain | hypotensive with aneurysm`),
      support: phrases(`on bedside ultrasound aneurysm 6.4 cm | hypotensive in the field | smoker`),
      absent: phrases(`no hematuria | no fever`),
      ask: phrases(`evaluate for aneurysm rupture | ruptured AAA?`),
    },
    {
      situation: "surveillance",
      ages: [50, 86],
      complaint: false,
      core: phrases(`[known;chronic] type B dissection, [follow up;yearly surveillance] |
        [thoracic;descending thoracic;ascending] aortic aneurysm, [preoperative planning;annual follow up;enlarging] |
        [ascending aorta;aortic root] 4.7 cm, [annual follow up;surveillance] |
        [endovascular aortic stent graft;aortic endograft;status post TEVAR;status post EVAR], [surveillance;check for endoleak] |
        type B dissection managed medically | stent graft in aorta |
        aneurysm of descending aorta | aorta 5 cm`),
      support: phrases(`false lumen partially thrombosed | family history of dissection |
        aorta grew 3 mm last year | false lumen patent`),
      absent: phrases(`no chest pain now | pulses equal`),
      ask: phrases(`endoleak? | interval growth of aorta? | aortic diameters?`),
    },
  ],
  test: [
    {
      situation: "acute aortic syndrome",
      ages: [38, 84],
      core: phrases(`felt chest rip, pain shot into back |
        agonizing tearing chest pain boring into the back |
        tearing pain travelled from chest to belly, weak left pulse |
        ripping upper back pain, right arm pressure 40 higher`),
      support: phrases(`Loeys-Dietz family | mediastinum wide on portable film |
        aortic regurgitation murmur | connective tissue disorder | systolic 230 on arrival |
        used methamphetamine`),
      absent: phrases(`ECG without ischemia | cardiac enzymes negative |
        pain not worse on breathing`),
      ask: phrases(`dissection flap? | torn aorta? | exclude acute aortic syndrome`),
    },
    {
      situation: "rupture",
      ages: [60, 88],
      core: phrases(`abdominal aortic aneurysm patient, collapsed with back pain`),
      support: phrases(`AAA 6.2 cm last month | pulsatile mass felt`),
      absent: phrases(`urine clear`),
      ask: phrases(`leak or rupture of aneurysm?`),
    },
    {
      situation: "surveillance",
      ages: [52, 84],
      complaint: false,
      core: phrases(`medically managed type B dissection, one year on | aortic stent graft placed 2022, routine check |
        descending thoracic aneurysm enlarging`),
      support: phrases(`ascending aorta 5.1 cm | false lumen still patent`),
      absent: phrases(`distal pulses intact | pain free`),
      ask: phrases(`aortic diameter change? | sac enlarging?`),
    },
  ],
};
