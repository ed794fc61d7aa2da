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
      core: phrases(`painless [jaundice;icterus] and [weight loss;cachexia;loss of appetite] |
        [icteric;jaundiced] without pain, [weight loss;weight down 12 kg;losing weight] |
        [epigastric pain;vague epigastric pain;epigastric pain radiating to back;epigastric and back pain] with [20 lb weight loss;weight loss;weight down 10 kg] |
        [new onset;sudden;new] diabetes [with weight loss;in thin patient, losing weight;and epigastric pain] |
        yellow eyes, itching, weight falling | gnawing epigastric pain to back |
        thin new diabetic | clothes loose, jaundiced | glucose rising suddenly, thin`),
      support:
        phrases(`CA 19-9 of 840 | palpable gallbladder | family history of pancreatic cancer |
        steatorrhea | double duct sign on ultrasound | BRCA2 carrier | loss of appetite for months`),
      absent: phrases(`no fever | no gallstones | no prior pancreatitis | no contrast allergy`),
      ask: phrases(`rule out pancreatic cancer | pancreatic mass? | pancreatic head tumor?`),
    },
    {
      situation: "known mass",
      ages: [46, 82],
      complaint: false,
      core: phrases(`[pancreatic head;uncinate process;pancreatic body;pancreatic tail] mass [seen on ultrasound;on EUS;on outside CT] |
        [biopsy proven;known;borderline resectable] [pancreatic adenocarcinoma;pancreatic cancer;pancreatic ductal adenocarcinoma] |
        pancreatic [cancer;adenocarcinoma] after [4 cycles of FOLFIRINOX;chemotherapy;neoadjuvant gemcitabine], restaging |
        uncinate mass | pancreatic tumor, restaging`),
      support: phrases(`biliary stent placed | [CA 19-9 falling;CA 19-9 of 1200] |
        surgical oncology consulted | metal biliary stent |
        neoadjuvant chemotherapy for pancreas`),
      absent: phrases(`no ascites | no contrast allergy`),
      ask: phrases(`evaluate resectability | staging before Whipple | vascular involvement? |
        restaging | SMA contact? | encasement of portal vein?`),
    },
    {
      situation: "neuroendocrine tumor",
      ages: [30, 72],
      core: phrases(`[recurrent;fasting] hypoglycemia with [high insulin level;elevated C-peptide;inappropriate insulin] |
        suspected [insulinoma;islet cell tumor;gastrinoma] | islet tumor suspected |
        fainting when fasting`),
      support:
        phrases(`MEN1 | chromogranin A raised | fasting glucose 38 | insulin inappropriately high |
        spells of low glucose`),
      absent: phrases(`no sulfonylurea use | no alcohol use`),
      ask: phrases(
        `localize neuroendocrine tumor | pancreatic neuroendocrine tumor? | insulinoma?`,
      ),
    },
  ],
  test: [
    {
      situation: "suspected cancer",
      ages: [50, 82],
      core: phrases(`yellow eyes and itching without pain, weight falling |
        gnawing epigastric pain through to back, 12 kg weight loss |
        glucose suddenly high, new diabetic, eating less and thinner`),
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
      support: phrases(`metal stent in common duct | CA 19-9 at 600`),
      absent: phrases(`tolerates contrast well | no fluid in abdomen`),
      ask: phrases(`resectable? | SMA or portal vein encasement? | Whipple candidate?`),
    },
    {
      situation: "neuroendocrine tumor",
      ages: [32, 70],
      core: phrases(
        `faints before breakfast, hypoglycemia with insulin too high | low glucose spells, islet cell tumor suspected`,
      ),
      support: phrases(`MEN1 family | positive 72 hour fast`),
      absent: phrases(`does not drink`),
      ask: phrases(`find insulinoma | neuroendocrine tumor in pancreas?`),
    },
  ],
};
