import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usAbdomenRuq: ProtocolBank = {
  protocol: {
    name: "US Abdomen RUQ",
    modality: "US",
    region: "abdomen",
    contrast: "none",
    alternatives: [],
    indications: ["suspected gallstones or acute cholecystitis", "elevated liver tests, first imaging"],
  },
  train: [
    {
      situation: "biliary pain",
      ages: [22, 80],
      core: phrases(`right upper quadrant pain after fatty meals | postprandial right upper quadrant pain |
        RUQ pain with positive Murphy sign | epigastric and RUQ pain with nausea |
        biliary colic, first episode | pain below right ribs after eating |
        fever and RUQ tenderness | intermittent RUQ pain for 2 weeks`),
      support: phrases(`WBC 13 | BMI 36 | pain radiates to right shoulder | worse after greasy food |
        temp 38.0 | mother had gallstones | recent rapid weight loss after diet | bloating`),
      absent: phrases(`no jaundice | no prior imaging | lipase normal | no prior abdominal surgery`),
      ask: phrases(`rule out cholelithiasis | rule out cholecystitis | evaluate gallbladder |
        ?gallstones | gallstones or cholecystitis?`),
    },
    {
      situation: "elevated liver tests",
      ages: [24, 72],
      complaint: false,
      core: phrases(`mildly elevated LFTs on routine labs | elevated ALT and AST, obese |
        hepatomegaly on exam | abnormal liver function tests, asymptomatic |
        raised transaminases for 6 months`),
      support: phrases(`type 2 diabetes | hyperlipidemia | drinks 3 beers daily | statin started |
        BMI 38`),
      absent: phrases(`hepatitis serology negative | no pain | no known liver disease`),
      ask: phrases(`fatty liver? | evaluate liver and gallbladder | hepatic steatosis?`),
    },
  ],
  test: [
    {
      situation: "biliary pain",
      ages: [24, 78],
      core: phrases(`pain under right ribs an hour after eating pizza |
        tender right upper abdomen, Murphy positive | recurrent RUQ discomfort following rich meals |
        first attack of colicky upper abdominal pain, likely biliary`),
      support: phrases(`leukocytosis 14 | shoulder tip pain | nausea with fried food |
        family history of gallbladder disease | low grade temperature`),
      absent: phrases(`not jaundiced | amylase and lipase fine | never imaged before`),
      ask: phrases(`gallstones? | acute cholecystitis? | gallbladder disease?`),
    },
    {
      situation: "elevated liver tests",
      ages: [26, 70],
      complaint: false,
      core: phrases(`abnormal transaminases on annual check, overweight | liver edge palpable, raised ALT`),
      support: phrases(`metabolic syndrome | regular alcohol | diabetic and overweight`),
      absent: phrases(`viral hepatitis screen negative | painless`),
      ask: phrases(`steatosis? | liver and gallbladder assessment`),
    },
  ],
};
