import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const nmHida: ProtocolBank = {
  protocol: {
    name: "NM HIDA",
    modality: "NM",
    region: "abdomen",
    contrast: "none (Tc-99m mebrofenin, sincalide)",
    alternatives: ["US Abdomen RUQ"],
    indications: [
      "biliary dyskinesia",
      "acalculous or equivocal cholecystitis",
      "postoperative bile leak",
      "neonatal cholestasis, biliary atresia",
    ],
  },
  train: [
    {
      situation: "biliary dyskinesia",
      ages: [20, 66],
      core: phrases(`chronic right upper quadrant pain with normal gallbladder ultrasound |
        biliary type pain, ultrasound without stones twice |
        recurrent postprandial RUQ pain, normal ultrasound and endoscopy |
        typical biliary pain with no gallstones on ultrasound |
        RUQ pain after meals, gallbladder ultrasound unremarkable`),
      support: phrases(`nausea after fatty food | LFTs normal | EGD negative | symptoms for 8 months |
        surgeon asks for gallbladder function`),
      absent: phrases(`no gallstones | no duct dilatation | no jaundice | not on opioids`),
      ask: phrases(`gallbladder ejection fraction with CCK | evaluate for biliary dyskinesia |
        gallbladder function? | low ejection fraction?`),
    },
    {
      situation: "bile leak",
      ages: [24, 84],
      core: phrases(`bilious drain output after laparoscopic cholecystectomy |
        fluid collection in gallbladder fossa after cholecystectomy |
        abdominal pain and fever post op day 4 from cholecystectomy, biloma? |
        bile stained fluid from drain after liver resection`),
      support: phrases(`bilirubin 2.6 | increasing pain | drain 300 mL per day`),
      absent: phrases(`no duct stone | INR normal`),
      ask: phrases(`rule out bile leak | bile leak? | active leak?`),
    },
    {
      situation: "acalculous or equivocal cholecystitis",
      ages: [40, 86],
      core: phrases(`ICU patient with sepsis and distended gallbladder without stones |
        equivocal ultrasound for acute cholecystitis | gallbladder sludge and wall thickening, no stones, on TPN`),
      support: phrases(`ventilated | sonographic Murphy indeterminate | LFTs mildly raised | fever`),
      absent: phrases(`no stones seen | no ascites`),
      ask: phrases(`acalculous cholecystitis? | cystic duct obstruction? | gallbladder filling?`),
    },
    {
      situation: "neonatal cholestasis",
      ages: [0.1, 0.3],
      core: phrases(`persistent jaundice with acholic stools | neonatal cholestasis, direct bilirubin 6 |
        jaundice since birth with pale stools`),
      support: phrases(`GGT 700 | on phenobarbital for 5 days | small gallbladder on ultrasound`),
      absent: phrases(`no infection | newborn screen normal`),
      ask: phrases(`rule out biliary atresia | biliary excretion into bowel?`),
    },
  ],
  test: [
    {
      situation: "biliary dyskinesia",
      ages: [22, 64],
      core: phrases(`biliary colic symptoms but gallbladder normal on repeated sonograms |
        postprandial upper abdominal pain, endoscopy and gallbladder ultrasound unrevealing |
        pain after fatty meals, gallbladder without stones on imaging`),
      support: phrases(`liver enzymes unremarkable | symptomatic for a year |
        surgery requests functional gallbladder study`),
      absent: phrases(`no calculi | bile ducts not dilated | no narcotics in 24 h`),
      ask: phrases(`ejection fraction of gallbladder? | dyskinesia of gallbladder? | CCK response?`),
    },
    {
      situation: "bile leak",
      ages: [26, 82],
      core: phrases(`bile in drain on day 3 after gallbladder surgery |
        increasing pain and perihepatic fluid following cholecystectomy`),
      support: phrases(`bilirubin rising slightly | drain output green`),
      absent: phrases(`no calculus in duct`),
      ask: phrases(`leak of bile? | ongoing bile leakage?`),
    },
    {
      situation: "acalculous or equivocal cholecystitis",
      ages: [42, 84],
      core: phrases(`critically ill, thick walled gallbladder with sludge, no stones`),
      support: phrases(`total parenteral nutrition | ultrasound inconclusive for cholecystitis`),
      absent: phrases(`coagulation fine`),
      ask: phrases(`patent cystic duct? | acute acalculous cholecystitis?`),
    },
    {
      situation: "neonatal cholestasis",
      ages: [0.1, 0.3],
      core: phrases(`jaundiced infant with pale stools | conjugated hyperbilirubinemia at 6 weeks of life`),
      support: phrases(`phenobarbital premedication given | gallbladder hardly seen on sonogram`),
      absent: phrases(`TORCH negative | feeding well`),
      ask: phrases(`biliary atresia? | tracer reaching bowel?`),
    },
  ],
};
