import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const nmHida: ProtocolBank = {
  protocol: {
    name: "NM HIDA",
    modality: "NM",
    region: "abdomen",
    contrast: "none (Tc-99m mebrofenin, sincalide)",
    alternatives: [],
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
      core: phrases(`[chronic;recurrent] [right upper quadrant;RUQ;biliary type] pain with normal gallbladder [ultrasound;sonogram] |
        [biliary type pain;biliary colic symptoms], [ultrasound without stones;gallbladder ultrasound normal;repeated sonograms normal] [twice;] |
        [recurrent postprandial RUQ pain;postprandial upper abdominal pain], normal [ultrasound and endoscopy;gallbladder imaging and EGD] |
        [typical biliary pain;pain after fatty meals] with no gallstones on [ultrasound;imaging] |
        stones never seen, biliary symptoms for a year`),
      support:
        phrases(`nausea after fatty food | LFTs normal | EGD negative | symptoms for 8 months |
        surgeon asks for gallbladder function`),
      absent: phrases(`no gallstones | no duct dilatation | no jaundice | not on opioids`),
      ask: phrases(`gallbladder ejection fraction with CCK | evaluate for biliary dyskinesia |
        gallbladder function? | low ejection fraction? | dyskinesia?`),
    },
    {
      situation: "bile leak",
      ages: [24, 84],
      core: phrases(`[bilious drain output;bile in drain;bile stained drain fluid] [after laparoscopic cholecystectomy;after gallbladder surgery;after liver resection;on day 3 after cholecystectomy] |
        [fluid collection in gallbladder fossa;perihepatic fluid;increasing pain and fluid] [after;following] cholecystectomy |
        abdominal pain and fever post op day 4 from cholecystectomy, [biloma?;bile leak?] |
        green bile from drain | gallbladder taken out, belly swollen |
        subhepatic fluid after cholecystectomy | bile leakage suspected`),
      support: phrases(`bilirubin 2.6 | increasing pain | drain 300 mL per day`),
      absent: phrases(`no duct stone | INR normal`),
      ask: phrases(`rule out bile leak | bile leak? | active leak? | leaking bile?`),
    },
    {
      situation: "acalculous or equivocal cholecystitis",
      ages: [40, 86],
      core: phrases(`[ICU patient;critically ill] with [sepsis and ;][distended gallbladder without stones;thick walled gallbladder, no stones;gallbladder sludge, no stones] |
        [equivocal;inconclusive] ultrasound for acute cholecystitis |
        gallbladder sludge and wall thickening, no stones, on TPN |
        thick gallbladder wall, no stones, ICU`),
      support: phrases(`ventilated | sonographic Murphy indeterminate | LFTs mildly raised | fever |
        sludge on parenteral nutrition`),
      absent: phrases(`no stones seen | no ascites`),
      ask: phrases(`acalculous cholecystitis? | cystic duct obstruction? | gallbladder filling? |
        cystic duct patent?`),
    },
    {
      situation: "neonatal cholestasis",
      ages: [0.1, 0.3],
      core: phrases(`[persistent;worsening] jaundice with [acholic;pale;white] stools |
        [neonatal cholestasis;conjugated hyperbilirubinemia], direct bilirubin [6;8] |
        jaundiced [infant;newborn] with pale stools[;, biliary atresia?] |
        yellow baby, stools like clay`),
      support: phrases(`GGT 700 | on phenobarbital for 5 days | small gallbladder on ultrasound |
        premedicated with phenobarbital | gallbladder barely visible`),
      absent: phrases(`no infection | newborn screen normal`),
      ask: phrases(
        `rule out biliary atresia | biliary excretion into bowel? | atresia of bile ducts?`,
      ),
    },
  ],
  test: [
    {
      situation: "biliary dyskinesia",
      ages: [22, 64],
      core: phrases(`biliary colic symptoms but gallbladder normal on repeated sonograms |
        meal related upper abdominal pain, scope clear, gallbladder sonogram clear |
        greasy food brings pain, gallbladder free of stones twice`),
      support: phrases(`liver enzymes unremarkable | symptomatic for a year |
        surgery requests functional gallbladder study`),
      absent: phrases(`no calculi | bile ducts not dilated | no narcotics in 24 h`),
      ask: phrases(
        `ejection fraction of gallbladder? | dyskinesia of gallbladder? | CCK response?`,
      ),
    },
    {
      situation: "bile leak",
      ages: [26, 82],
      core: phrases(`green bile coming from drain, gallbladder taken out Monday |
        swollen belly and subhepatic fluid since cholecystectomy`),
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
      core: phrases(
        `baby still yellow, clay colored stools | conjugated hyperbilirubinemia at 6 weeks of life`,
      ),
      support: phrases(`phenobarbital premedication given | gallbladder hardly seen on sonogram`),
      absent: phrases(`TORCH negative`),
      ask: phrases(`biliary atresia? | tracer reaching bowel?`),
    },
  ],
};
