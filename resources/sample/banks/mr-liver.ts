import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrLiver: ProtocolBank = {
  protocol: {
    name: "MR Liver W/WO",
    modality: "MR",
    region: "abdomen",
    contrast: "without and with gadolinium, multiphase",
    alternatives: [],
    indications: [
      "liver lesion in cirrhosis",
      "indeterminate liver lesion",
      "hepatocellular carcinoma after treatment",
    ],
  },
  train: [
    {
      situation: "cirrhosis",
      ages: [42, 82],
      complaint: false,
      core: phrases(`cirrhosis with 2 cm liver nodule on ultrasound | hepatitis C cirrhosis, AFP rising to 240 |
        hepatitis B carrier with new liver mass | alcoholic cirrhosis, indeterminate liver lesion |
        NASH cirrhosis with hepatic nodule | cirrhotic with rising alpha fetoprotein`),
      support: phrases(`MELD 12 | splenomegaly and varices | awaiting liver transplant |
        portal hypertension | Child-Pugh B | thrombocytopenia`),
      absent: phrases(`no jaundice | no abdominal pain | no ascites`),
      ask: phrases(`rule out HCC | LI-RADS characterization | evaluate for hepatocellular carcinoma | HCC?`),
    },
    {
      situation: "treated cancer",
      ages: [46, 82],
      complaint: false,
      core: phrases(`hepatocellular carcinoma status post TACE | HCC after microwave ablation, 3 months |
        treated HCC, follow up after Y90 radioembolization`),
      support: phrases(`segment 6 lesion | AFP 35, was 400 | listed for transplant`),
      absent: phrases(`no ascites | no jaundice`),
      ask: phrases(`residual viable tumor? | treatment response? | recurrent HCC?`),
    },
    {
      situation: "indeterminate lesion",
      ages: [22, 70],
      complaint: false,
      core: phrases(`incidental 3 cm liver lesion on ultrasound | indeterminate hypervascular liver lesion |
        solid liver mass in otherwise healthy adult | liver lesion too small to characterize on CT |
        colorectal cancer with indeterminate liver lesion | hepatic lesion found incidentally`),
      support: phrases(`normal LFTs | echogenic on ultrasound | planning hepatic resection |
        lesion in right lobe`),
      absent: phrases(`no chronic liver disease | no symptoms | AFP normal`),
      ask: phrases(`characterize liver lesion | hemangioma versus FNH | rule out liver metastasis |
        adenoma?`),
    },
  ],
  test: [
    {
      situation: "cirrhosis",
      ages: [44, 80],
      complaint: false,
      core: phrases(`cirrhotic liver with arterially enhancing nodule |
        chronic hepatitis B and climbing alpha fetoprotein |
        NASH cirrhosis, focal lesion in segment 8 on surveillance ultrasound`),
      support: phrases(`esophageal varices banded | Child-Pugh A | on transplant list | low platelets`),
      absent: phrases(`no icterus | belly soft, no fluid`),
      ask: phrases(`HCC? | LI-RADS category?`),
    },
    {
      situation: "treated cancer",
      ages: [48, 80],
      complaint: false,
      core: phrases(`treated HCC, three months after radioembolization | hepatoma ablated last winter, AFP 410 again`),
      support: phrases(`cirrhosis, compensated | segment 4 lesion treated`),
      absent: phrases(`no ascites`),
      ask: phrases(`viable tumour after treatment? | recurrence of HCC?`),
    },
    {
      situation: "indeterminate lesion",
      ages: [24, 68],
      complaint: false,
      core: phrases(`hepatic lesion found by chance on sonogram | focal liver lesion of uncertain nature, 28 mm |
        resected colon cancer with new hypodense liver spot`),
      support: phrases(`liver enzymes normal | candidate for hepatic surgery`),
      absent: phrases(`no hepatitis or cirrhosis | alpha fetoprotein not raised`),
      ask: phrases(`FNH, hemangioma or adenoma? | liver mets? | nature of hepatic lesion?`),
    },
  ],
};
