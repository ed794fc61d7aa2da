import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const flEsophagram: ProtocolBank = {
  protocol: {
    name: "FL Esophagram",
    modality: "FL",
    region: "chest",
    contrast: "oral barium, or water-soluble where a leak is suspected",
    alternatives: [],
    indications: [
      "dysphagia",
      "suspected achalasia",
      "esophageal leak",
      "hiatal hernia before surgery",
    ],
  },
  train: [
    {
      situation: "dysphagia",
      ages: [28, 86],
      core: phrases(`[progressive;intermittent;worsening] dysphagia [to solids and liquids;to solids;, first solids then liquids] |
        [food;meat;bread] [sticking in the mid chest;stuck behind the sternum;getting stuck] [;on swallowing] |
        dysphagia to solids for [3 months;a year] |
        [regurgitation of undigested food;brings up undigested food] [at night;hours after meals] |
        [odynophagia and dysphagia;painful swallowing;swallowing slow and painful] |
        [globus sensation;lump in throat] and difficulty swallowing[; pills] |
        steak lodges in gullet | bread sticks, water too now |
        lost 8 kg, cannot swallow solids | swallowing slow and painful |
        throat lump, dysphagia`),
      support: phrases(`15 lb weight loss |
        [long standing reflux;prior Nissen fundoplication;scleroderma;eosinophilic esophagitis] |
        bad breath and gurgling in neck | manometry pending | food impaction twice |
        chronic heartburn | CREST | breastbone discomfort on swallowing`),
      absent: phrases(
        `no aspiration pneumonia | no hematemesis | no stroke | no caustic ingestion`,
      ),
      ask: phrases(`rule out achalasia | evaluate for stricture | rule out esophageal mass |
        Zenker diverticulum? | dysmotility? | esophageal web? | pouch in pharynx?`),
    },
    {
      situation: "leak",
      ages: [30, 80],
      core: phrases(`post op day 6 after [esophagectomy;Ivor Lewis esophagectomy;esophageal resection], [before starting diet;swallow check] |
        [chest pain and subcutaneous emphysema;severe chest pain and mediastinal air;pneumomediastinum] after [forceful vomiting;retching] |
        [suspected perforation;possible tear] after [esophageal dilation;balloon dilation of esophagus;endoscopy] |
        retching then mediastinal air | swallow check after esophageal resection`),
      support: phrases(`neck crepitus | chest tube in place | left pleural effusion | fever 38.4 |
        crepitus in neck`),
      absent: phrases(`no respiratory distress | hemodynamically stable`),
      ask: phrases(`evaluate for esophageal leak | anastomotic leak? | esophageal perforation?`),
    },
    {
      situation: "hiatal hernia",
      ages: [36, 80],
      complaint: false,
      core: phrases(`[hiatal hernia;paraesophageal hernia;large hiatal hernia] [with reflux;], [planning fundoplication;surgical planning;preop assessment] |
        refractory [GERD;reflux] before [antireflux surgery;fundoplication]`),
      support: phrases(
        `regurgitation when lying down | on twice daily PPI | EGD with Barrett esophagus`,
      ),
      absent: phrases(`no dysphagia | no anemia`),
      ask: phrases(`size of hiatal hernia | reflux? | esophageal length and motility |
        how large is hernia?`),
    },
  ],
  test: [
    {
      situation: "dysphagia",
      ages: [30, 84],
      core: phrases(`steak lodges behind breastbone, dysphagia |
        dysphagia began with bread, now water too | undigested supper comes back at bedtime |
        slow painful swallowing of every meal | lump in throat feeling with intermittent dysphagia`),
      support: phrases(`lost 8 kg | heartburn for decades | CREST syndrome | halitosis |
        wrap surgery in 2015 | several food impactions`),
      absent: phrases(`no coughing when drinking | no GI bleeding | no neurologic disease`),
      ask: phrases(`achalasia? | esophageal stricture or web? | motility disorder? |
        pharyngeal pouch?`),
    },
    {
      situation: "leak",
      ages: [32, 78],
      core: phrases(`swallow check after Ivor Lewis esophageal resection, day 7 |
        forceful retching then severe chest pain, mediastinal air |
        esophagus dilated yesterday, perforated?`),
      support: phrases(`crepitus at root of neck | drain amylase raised`),
      absent: phrases(`breathing comfortably | no sepsis`),
      ask: phrases(`leak at esophagus? | Boerhaave? | esophageal tear?`),
    },
    {
      situation: "hiatal hernia",
      ages: [38, 78],
      complaint: false,
      core: phrases(`fundoplication planned for paraesophageal hernia`),
      support: phrases(`reflux on maximal PPI | stomach partly in chest`),
      absent: phrases(`swallows well`),
      ask: phrases(`hernia size and reflux`),
    },
  ],
};
