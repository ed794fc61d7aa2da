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
      core: phrases(`[cirrhosis;cirrhotic liver;NASH cirrhosis;alcoholic cirrhosis] with [2 cm liver nodule on ultrasound;hepatic nodule;focal lesion on surveillance;enhancing nodule] |
        [hepatitis C;hepatitis B;chronic hepatitis B;alcoholic] cirrhosis, [AFP rising to 240;rising alpha fetoprotein;liver lesion] |
        hepatitis B [carrier;patient] with [new liver mass;climbing AFP;liver nodule] |
        cirrhotic with [rising alpha fetoprotein;indeterminate liver lesion] |
        hepatoma suspected | low platelets, liver nodule | chronic hepatitis B, AFP up`),
      support: phrases(`MELD 12 | splenomegaly and varices | awaiting liver transplant |
        portal hypertension | Child-Pugh B | thrombocytopenia | banded varices`),
      absent: phrases(`no jaundice | no abdominal pain | no ascites`),
      ask: phrases(
        `rule out HCC | LI-RADS characterization | evaluate for hepatocellular carcinoma | HCC?`,
      ),
    },
    {
      situation: "treated cancer",
      ages: [46, 82],
      complaint: false,
      core: phrases(`[hepatocellular carcinoma;HCC;hepatoma] [status post TACE;after microwave ablation, 3 months;after Y90 radioembolization;after ablation] |
        treated [HCC;hepatocellular carcinoma], [follow up;AFP rising again;3 months after TACE] |
        ablated hepatoma | embolized HCC`),
      support: phrases(`segment 6 lesion | Child-Pugh A | listed for transplant |
        radioembolization in spring`),
      absent: phrases(`no ascites | no jaundice`),
      ask: phrases(`residual viable tumor? | treatment response? | recurrent HCC? | viable tumor? |
        recurrence in liver?`),
    },
    {
      situation: "indeterminate lesion",
      ages: [22, 70],
      complaint: false,
      core: phrases(`[incidental;indeterminate] [3 cm;28 mm;hypervascular;focal] [liver;hepatic] lesion on [ultrasound;CT] |
        [solid;focal] liver [mass;lesion] in otherwise healthy adult |
        liver lesion too small to characterize on CT |
        [colorectal cancer;colon cancer] with [indeterminate;new hypodense] liver [lesion;spot] |
        [liver;hepatic] lesion found [incidentally;by chance] | hepatic lesion on sonogram |
        hemangioma likely`),
      support: phrases(`normal LFTs | echogenic on ultrasound | lesion in right lobe`),
      absent: phrases(`no chronic liver disease | no symptoms | AFP normal`),
      ask: phrases(`characterize liver lesion | hemangioma versus FNH | rule out liver metastasis |
        adenoma? | FNH or adenoma?`),
    },
  ],
  test: [
    {
      situation: "cirrhosis",
      ages: [44, 80],
      complaint: false,
      core: phrases(`liver nodule enhancing in arterial phase, cirrhosis |
        hepatitis B, alpha fetoprotein keeps rising |
        NASH cirrhosis, focal lesion in segment 8 on surveillance ultrasound`),
      support: phrases(
        `esophageal varices banded | portal hypertension stable | on transplant list | low platelets`,
      ),
      absent: phrases(`not icteric | belly soft, no fluid`),
      ask: phrases(`hepatoma? | LI-RADS category?`),
    },
    {
      situation: "treated cancer",
      ages: [48, 80],
      complaint: false,
      core: phrases(
        `HCC embolized in January, three months on | hepatoma ablated last winter, AFP 410 again`,
      ),
      support: phrases(`cirrhosis, compensated | segment 4 lesion treated`),
      absent: phrases(`liver function preserved`),
      ask: phrases(`viable tumour after treatment? | recurrence of HCC?`),
    },
    {
      situation: "indeterminate lesion",
      ages: [24, 68],
      complaint: false,
      core: phrases(`sonogram for other reasons revealed hepatic lesion | focal liver lesion of uncertain nature, 28 mm |
        hypodense spot in liver, colon cancer resected`),
      support: phrases(`liver enzymes normal | candidate for hepatic surgery`),
      absent: phrases(`no hepatitis or cirrhosis | alpha fetoprotein not raised`),
      ask: phrases(`FNH, hemangioma or adenoma? | liver mets? | nature of hepatic lesion?`),
    },
  ],
};
