import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usAbdomenRuq: ProtocolBank = {
  protocol: {
    name: "US Abdomen RUQ",
    modality: "US",
    region: "abdomen",
    contrast: "none",
    alternatives: ["CT Abdomen Pelvis W"],
    indications: [
      "suspected gallstones or acute cholecystitis",
      "elevated liver tests, first imaging",
    ],
  },
  train: [
    {
      situation: "biliary pain",
      ages: [22, 80],
      core: phrases(`[right upper quadrant;RUQ;right upper abdominal] [pain;discomfort] [after fatty meals;after eating pizza;after rich meals;after greasy food] |
        [postprandial;recurrent;intermittent] [right upper quadrant;RUQ;upper abdominal] pain[; for 2 weeks; with nausea] |
        [RUQ;right upper quadrant] [pain;tenderness] with positive Murphy sign |
        [tender right upper abdomen;RUQ tenderness], Murphy positive |
        [biliary colic;colicky upper abdominal pain], [first episode;first attack] |
        pain [below;under] right ribs [after eating;an hour after meals] |
        fever and RUQ tenderness | cramp beneath right ribs | RUQ ache with fried food |
        rich food brings RUQ pain | leukocytosis 14 and RUQ guarding |
        gallbladder pain suspected | RUQ cramp with chicken or pizza`),
      support:
        phrases(`WBC 13 | BMI 36 | pain radiates to right shoulder | worse after greasy food |
        temp 38.0 | mother had gallstones | recent rapid weight loss after diet | bloating |
        gallbladder never imaged`),
      absent: phrases(
        `no jaundice | no prior imaging | lipase normal | no prior abdominal surgery`,
      ),
      ask: phrases(`rule out cholelithiasis | rule out cholecystitis | evaluate gallbladder |
        ?gallstones | gallstones or cholecystitis? | gallbladder attack? |
        gallbladder stones?`),
    },
    {
      situation: "elevated liver tests",
      ages: [24, 72],
      complaint: false,
      core: phrases(`[mildly elevated;abnormal;raised] [LFTs;liver function tests;transaminases;ALT] [on routine labs;on annual check;for 6 months] |
        [elevated;raised] ALT and AST, [obese;overweight] |
        [hepatomegaly;enlarged liver;liver edge palpable] on exam[;, ALT raised] |
        regular alcohol, raised ALT | overweight diabetic, transaminases up |
        ALT two times normal at checkup`),
      support:
        phrases(`type 2 diabetes | hyperlipidemia | drinks 3 beers daily | statin started | BMI 38 |
        viral screen negative | AST 80`),
      absent: phrases(`hepatitis serology negative | no pain | no known liver disease`),
      ask: phrases(`fatty liver? | evaluate liver and gallbladder | hepatic steatosis?`),
    },
  ],
  test: [
    {
      situation: "biliary pain",
      ages: [24, 78],
      core: phrases(`cramp beneath right rib cage with fried chicken |
        Murphy sign elicited, guarding right upper abdomen | RUQ ache whenever eating rich food |
        colicky gallbladder type pain, never before`),
      support: phrases(`leukocytosis 14 | shoulder tip pain | nausea with fried food |
        family history of gallbladder disease | low grade temperature`),
      absent: phrases(`not jaundiced | amylase and lipase fine | never imaged before`),
      ask: phrases(`stones in gallbladder? | acute cholecystitis? | gallbladder disease?`),
    },
    {
      situation: "elevated liver tests",
      ages: [26, 70],
      complaint: false,
      core: phrases(`ALT twice normal at checkup, overweight | liver enlarged two fingers, AST up`),
      support: phrases(`metabolic syndrome | regular alcohol | diabetic and overweight`),
      absent: phrases(`viral hepatitis screen negative | painless`),
      ask: phrases(`steatosis? | liver and gallbladder assessment`),
    },
  ],
};
