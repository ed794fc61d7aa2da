import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctPancreas: ProtocolBank = {
  protocol: {
    name: "CT Pancreas Multiphase",
    modality: "CT",
    region: "abdomen",
    contrast: "IV iodinated, pancreatic and portal venous phases, neutral oral",
    alternatives: ["CT Abdomen Pelvis W"],
    indications: [
      "suspected pancreatic cancer",
      "staging before pancreatic surgery",
      "pancreatic neuroendocrine tumor",
    ],
  },
  train: [
    {
      situation: "suspected cancer",
      ages: [48, 84],
      core: phrases(`painless jaundice and weight loss |
        epigastric pain radiating to back with 20 lb weight loss |
        new onset diabetes with weight loss | painless jaundice, dark urine, cachexia |
        weight loss and new diabetes in thin patient`),
      support: phrases(`CA 19-9 of 840 | palpable gallbladder | family history of pancreatic cancer |
        steatorrhea | double duct sign on ultrasound | BRCA2 carrier | loss of appetite for months`),
      absent: phrases(`no fever | no gallstones | no prior pancreatitis | no contrast allergy`),
      ask: phrases(`rule out pancreatic cancer | pancreatic mass? | pancreatic head tumor?`),
    },
    {
      situation: "known mass",
      ages: [46, 82],
      complaint: false,
      core: phrases(`pancreatic head mass seen on ultrasound | biopsy proven pancreatic adenocarcinoma |
        pancreatic cancer after 4 cycles of FOLFIRINOX | hypoechoic pancreatic body mass on EUS`),
      support: phrases(`biliary stent placed | CA 19-9 falling | surgical oncology consulted |
        CA 19-9 of 1200`),
      absent: phrases(`no ascites | no contrast allergy`),
      ask: phrases(`evaluate resectability | staging before Whipple | vascular involvement? |
        restaging`),
    },
    {
      situation: "neuroendocrine tumor",
      ages: [30, 72],
      core: phrases(`recurrent hypoglycemia with high insulin level | suspected insulinoma |
        fasting hypoglycemia and elevated C-peptide`),
      support: phrases(`MEN1 | chromogranin A raised | fasting glucose 38`),
      absent: phrases(`no sulfonylurea use | no alcohol use`),
      ask: phrases(`localize neuroendocrine tumor | pancreatic neuroendocrine tumor? | insulinoma?`),
    },
  ],
  test: [
    {
      situation: "suspected cancer",
      ages: [50, 82],
      core: phrases(`icteric without pain, weight loss over 2 months |
        vague epigastric and back pain, weight down 12 kg |
        sudden diabetes in thin patient losing weight`),
      support: phrases(`CA 19-9 markedly raised | Courvoisier sign |
        two relatives with pancreatic carcinoma | greasy stools`),
      absent: phrases(`never had pancreatitis | afebrile, no cholangitis`),
      ask: phrases(`pancreatic neoplasm? | mass in head of pancreas?`),
    },
    {
      situation: "known mass",
      ages: [50, 80],
      complaint: false,
      core: phrases(`mass in uncinate process of pancreas on screening scan |
        pancreatic ductal adenocarcinoma, restaging after chemotherapy`),
      support: phrases(`metal stent in common duct | neoadjuvant gemcitabine finished`),
      absent: phrases(`tolerates contrast well | no fluid in abdomen`),
      ask: phrases(`resectable? | SMA or portal vein encasement? | Whipple candidate?`),
    },
    {
      situation: "neuroendocrine tumor",
      ages: [32, 70],
      core: phrases(`fasting hypoglycemia with inappropriate insulin | low glucose spells, islet cell tumor suspected`),
      support: phrases(`MEN1 family | positive 72 hour fast`),
      absent: phrases(`does not drink`),
      ask: phrases(`find insulinoma | neuroendocrine tumor in pancreas?`),
    },
  ],
};
