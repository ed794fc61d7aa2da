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
      core: phrases(`progressive dysphagia to solids and liquids | food sticking in the mid chest |
        dysphagia to solids for 3 months | regurgitation of undigested food at night |
        odynophagia and dysphagia | globus sensation and difficulty swallowing pills |
        trouble swallowing meat | painful swallowing for a month`),
      support: phrases(`15 lb weight loss | long standing reflux | prior Nissen fundoplication |
        scleroderma | eosinophilic esophagitis | bad breath and gurgling in neck |
        manometry pending | food impaction twice | chronic heartburn`),
      absent: phrases(`no aspiration pneumonia | no hematemesis | no stroke | no caustic ingestion`),
      ask: phrases(`rule out achalasia | evaluate for stricture | rule out esophageal mass |
        Zenker diverticulum? | dysmotility?`),
    },
    {
      situation: "leak",
      ages: [30, 80],
      core: phrases(`post op day 6 after esophagectomy, before starting diet |
        chest pain and subcutaneous emphysema after forceful vomiting |
        suspected perforation after esophageal dilation | pneumomediastinum after vomiting`),
      support: phrases(`neck crepitus | chest tube in place | left pleural effusion | fever 38.4`),
      absent: phrases(`no respiratory distress | hemodynamically stable`),
      ask: phrases(`evaluate for esophageal leak | anastomotic leak? | esophageal perforation?`),
    },
    {
      situation: "hiatal hernia",
      ages: [36, 80],
      complaint: false,
      core: phrases(`hiatal hernia with reflux, planning fundoplication |
        large paraesophageal hernia, surgical planning | refractory GERD before antireflux surgery`),
      support: phrases(`regurgitation when lying down | on twice daily PPI | EGD with Barrett esophagus`),
      absent: phrases(`no dysphagia | no anemia`),
      ask: phrases(`size of hiatal hernia | reflux? | esophageal length and motility`),
    },
  ],
  test: [
    {
      situation: "dysphagia",
      ages: [30, 84],
      core: phrases(`meat gets stuck behind the sternum on swallowing |
        trouble swallowing, first solids then liquids | brings up undigested food hours after meals |
        swallowing painful and slow | lump in throat feeling with intermittent dysphagia`),
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
        possible tear following balloon dilation of esophagus`),
      support: phrases(`crepitus at root of neck | drain amylase raised`),
      absent: phrases(`breathing comfortably | no sepsis`),
      ask: phrases(`leak at esophagus? | Boerhaave? | esophageal tear?`),
    },
    {
      situation: "hiatal hernia",
      ages: [38, 78],
      complaint: false,
      core: phrases(`paraesophageal hernia, preop assessment for fundoplication`),
      support: phrases(`reflux on maximal PPI | stomach partly in chest`),
      absent: phrases(`swallows well`),
      ask: phrases(`hernia size and reflux`),
    },
  ],
};
