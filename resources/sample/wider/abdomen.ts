import type { WiderWordings } from "./wider-wordings.ts";

/** Abdomen, bowel, liver, bile, pancreas: more ways to write the training situations. */
export const WIDER_ABDOMEN: WiderWordings = {
  "CT Abdomen Pelvis W": {
    "appendicitis, man": {
      core: `[appendicitis;appy] suspected, [RIF pain;tender RLQ;WBC 15] | [RIF pain;pain low on right;right lower belly pain] [18 hours;1 day;36 h] [;and off food;with vomiting;with fever] | pain [started centrally;began at belly button], now [RIF;right lower belly;RLQ] | [rebound;guarding;peritonism] [in RIF;right lower quadrant;over appendix] |
        [hurts to walk;pain going over bumps;lies still], RIF [pain;tender] | tummy pain [settled in RLQ;moved to the right], [vomited twice;anorexic]`,
      support: `CRP 95 | WCC 17 | Alvarado 8 | temp 38.2 | off food | obturator sign positive | Rovsing positive | neutrophilia | vomited x2 | pain on coughing`,
      absent: `urinalysis clear | no dysuria | no loose stools | testes normal`,
      ask: `appy? | appendicitis? | appendix? | appendix abscess? | exclude appendicitis | acute appendix?`,
    },
    "appendicitis, woman": {
      core: `[appendicitis;appy] suspected, [hCG neg;RIF pain] | [RIF pain;right lower belly pain;pain low on right] [20 hours;since yesterday;2 days] [;with vomiting;with fever;and anorexia] | pain [began at navel;started centrally], now [RIF;RLQ;low right] | RIF [guarding;rebound;peritonism]`,
      support: `CRP 88 | WCC 14 | temp 38.1 | off food | Rovsing positive | vomited x3 | pelvic ultrasound normal | pain on coughing`,
      absent: `UPT negative | hCG neg | no PV bleeding | urine clear | ovaries normal on ultrasound`,
      ask: `appy? | appendicitis? | exclude appendicitis | appendix inflamed?`,
    },
    diverticulitis: {
      core: `[diverticulitis;diverticular flare] suspected | [LIF;LLQ;left sided lower belly] pain, [fever;raised CRP;WBC 15;loose stools] | [tender;guarding] [LIF;left lower belly], [temp 38.5;known diverticulosis] | [another;second;third] [attack;flare] of diverticulitis | left lower belly [cramps;pain] [3 days;since weekend], [febrile;known diverticular disease] | pneumaturia and LLQ pain, fistula?`,
      support: `CRP 160 | WCC 16 | diverticulosis on scope | not settling on oral antibiotics | temp 38.3 | constipated this week | previous abscess drained`,
      absent: `no PR bleeding | no dysuria | no peritonitis`,
      ask: `diverticulitis? | abscess? | perforated diverticulitis? | Hinchey stage? | complicated?`,
    },
    "bowel obstruction": {
      core: `[SBO;bowel obstruction;LBO] suspected, [vomiting;distended;not opening bowels] | [distended;bloated;swollen] belly, [vomiting;no stool 3 days;absolute constipation] | [green vomit;feculent vomiting;bile vomiting] and [colicky pain;distension] | [not passing wind;no bowel motion for 4 days], [cramps;distended belly] | [obstructed;incarcerated;irreducible] hernia with vomiting | adhesional obstruction [again;suspected]`,
      support: `tinkling bowel sounds | dilated loops on AXR | previous hysterectomy and colectomy | NG 1 L bile | lactate 3 | Crohn disease | hernia scar | prior adhesiolysis`,
      absent: `no melena | no fever | not jaundiced`,
      ask: `obstruction? | SBO or ileus? | level of obstruction? | closed loop? | obstructing mass?`,
    },
    "peritonitis or abscess": {
      core: `[peritonitis;acute abdomen;peritonism] [in ED;, septic;, lactate 5] | [post op day 6;a week after Hartmann;day 9 after bowel surgery] with [fever;rising CRP;septic picture] | [anastomotic leak;abdominal abscess;collection] suspected | [rigid;board like;hard] [abdomen;belly], [septic;severe pain] | sudden severe belly pain, [NSAID use;known ulcer], [rigid;free gas?] | spiking fevers after [appendectomy;colon surgery;perforated ulcer repair]`,
      support: `CRP 310 | WCC 24 | BP 85/50 | free gas under diaphragm | tachycardic 130 | drain turned feculent | lactate 5`,
      absent: `no dysuria | no GI bleeding | eGFR normal`,
      ask: `perforation? | leak? | abscess to drain? | collection? | source of sepsis? | free gas?`,
    },
  },
  "CT Pancreas Multiphase": {
    "suspected cancer": {
      core: `[painless;silent] [jaundice;yellowing] [and weight loss;, itching;, bilirubin 12] | [jaundiced;gone yellow], [itchy;pale stools], [no pain;thinner] | [epigastric;upper belly] pain [through to back;worse lying down], [10 kg lost;losing weight;off food] | [new diabetes at 68;recent onset diabetes;sugars suddenly uncontrolled], [thin;weight loss;no family history] |
        [pancreatic cancer;pancreas tumor;pancreatic malignancy] suspected | [Courvoisier sign;palpable gallbladder] with jaundice | [greasy stools;steatorrhea] and [weight loss;back pain]`,
      support: `CA 19-9 of 560 | dilated ducts on ultrasound | HbA1c 11 new | lost 14 kg | mother had pancreas cancer | migratory thrombophlebitis | heavy smoker | bilirubin 14 | CA19-9 up`,
      absent: `no stones on ultrasound | afebrile | no alcohol | lipase normal`,
      ask: `pancreas cancer? | pancreatic head lesion? | pancreatic malignancy? | periampullary tumor? | mass in pancreas?`,
    },
    "known mass": {
      core: `[PDAC;pancreatic cancer;pancreas cancer], [staging;restaging after chemo;borderline resectable;resectable?] | mass in [head;tail;body;uncinate] of pancreas [on EUS;on ultrasound;at outside hospital] | pancreatic adenocarcinoma [on FOLFIRINOX;after 6 cycles;on gemcitabine] | hypoechoic pancreatic [mass;lesion] on [EUS;ultrasound] | pancreas [lesion;tumor], [pre Whipple;tumor board]`,
      support: `FNA adenocarcinoma | CA 19-9 dropped from 900 to 120 | tumor board next week | stented for jaundice | Whipple planned | 6 cycles completed`,
      absent: `no ascites | performance status good | no dye allergy`,
      ask: `resectable? | SMV or SMA involved? | vessels? | stage? | chemo response?`,
    },
    "neuroendocrine tumor": {
      core: `[insulinoma;pancreatic NET;gastrinoma;VIPoma] suspected | [low sugars;hypoglycemic spells;glucose 2.1] [when fasting;relieved by eating], [insulin high;C-peptide high] | [Zollinger Ellison;gastrin 900], [refractory ulcers;tumor?] | [MEN1;von Hippel Lindau], pancreatic [NET;lesion] check | pancreatic NET [on surveillance;follow up]`,
      support: `72 h fast positive | gastrin very high | chromogranin A 400 | Whipple triad | confused when fasting`,
      absent: `no diabetes drugs | sulfonylurea screen negative`,
      ask: `NET? | arterial enhancing lesion? | insulinoma? where? | localise tumor`,
    },
  },
  "MR MRCP WO": {
    "duct stone": {
      core: `[CBD stone;choledocholithiasis;duct stone] suspected | [CBD;common duct] [10 mm;13 mm;dilated] on [US;ultrasound], [LFTs obstructive;bili 5;no stone seen] | [obstructive;cholestatic] LFTs [post cholecystectomy;with gallstones;and biliary pain] | gallstone pancreatitis, [bili not falling;ALP up;before cholecystectomy] | [jaundice;bili 6] with [gallstones;colic and dilated ducts;RUQ pain and wide CBD] | biliary pain [after gallbladder out;2 years post chole], [ALP raised;wide duct] | [intra and extrahepatic;biliary] ducts dilated, [cause?;stone?]`,
      support: `ALP 500 | GGT 800 | bili 4.6 | amylase 1500 | CBD not fully seen on US | prior Billroth II | stones in gallbladder | dark urine | cholecystectomy 2015`,
      absent: `no cholangitis | no weight loss | no mass seen`,
      ask: `CBD stone? | stone in duct? | ERCP needed? | retained CBD stone? | choledocholithiasis? | ductal calculi?`,
    },
    "bile duct disease": {
      core: `[PSC;sclerosing cholangitis] [annual review;ALP climbing;new itch] | [UC;Crohn disease;IBD] with [raised ALP;cholestatic LFTs], PSC? | post [liver transplant;hepaticojejunostomy] [stricture;cholestasis;rising ALP] | [biliary;hilar;CBD] stricture [on ERCP;known;suspected] | IgG4 cholangitis [follow up;suspected]`,
      support: `ALP 700 | IBD for 10 years | stents changed 3 monthly | itching | CA 19-9 slightly up | p-ANCA positive`,
      absent: `afebrile | not jaundiced`,
      ask: `stricture? | ductal changes of PSC? | beading? | duct narrowing? | new dominant stricture?`,
    },
    "recurrent pancreatitis": {
      core: `[pancreatitis x3;repeated pancreatitis;second idiopathic pancreatitis] | [unexplained;idiopathic] [acute ;]pancreatitis [again;in teetotaller;in young adult] | recurrent [attacks;bouts] of pancreatitis, [cause?;stones excluded]`,
      support: `lipase 2500 | ultrasound x2 no stones | calcium normal | EUS planned | family history of pancreatitis`,
      absent: `nondrinker | no gallstones | lipids normal`,
      ask: `divisum? | duct anomaly? | PD stricture? | ductal anatomy? | anomalous junction?`,
    },
    "pancreatic cyst": {
      core: `[IPMN;side branch IPMN;BD-IPMN], [yearly;2 year check;follow up] | cyst in [pancreas;pancreatic tail;pancreatic head] [8 mm;22 mm;14 mm], [surveillance;recheck;incidental] | [small;multiple] pancreatic cysts, [annual check;stable so far]`,
      support: `CT incidental | CEA in fluid low | cyst 16 mm last year | EUS bland`,
      absent: `asymptomatic | no diabetes | no weight loss`,
      ask: `cyst bigger? | mural nodule? | duct dilated? | stable cyst?`,
    },
  },
  "MR Liver W/WO": {
    cirrhosis: {
      core: `[cirrhosis;cirrhotic], [AFP 180;AFP up;nodule on US;new lesion] | [HBV;HCV;NASH;alcohol] cirrhosis, [HCC?;nodule segment 7;1.8 cm lesion] | [surveillance ultrasound;screening US] shows [liver nodule;15 mm lesion] in cirrhotic | [HCC;hepatoma;liver cancer] suspected, [AFP 400;cirrhosis] | hep B [carrier;on entecavir], [liver mass;AFP 90] | transplant list, [new nodule;AFP rising]`,
      support: `platelets 62 | Child B | MELD 15 | on entecavir | varices banded | HCV treated | large spleen | lesion 18 mm segment 8`,
      absent: `no ascites | no encephalopathy | not jaundiced`,
      ask: `HCC? | LI-RADS? | hepatoma? | arterial enhancement and washout? | malignant nodule?`,
    },
    "treated cancer": {
      core: `HCC [post RFA;post MWA;post TACE;after SBRT], [3 month check;AFP up;6 weeks] | hepatoma [ablated;resected;embolised], [recurrence?;follow up] | [post;after] [chemoembolization;radioembolization;liver resection] for HCC`,
      support: `AFP from 20 to 95 | ablation segment 5 | bridging to transplant | Y90 in May`,
      absent: `no ascites | LFTs stable`,
      ask: `viable tumor? | recurrence? | LI-RADS TR? | complete response? | new lesions?`,
    },
    "indeterminate lesion": {
      core: `[liver;hepatic] [lesion;mass] [2 cm;4 cm;echogenic] on [US;CT], [characterise;?haemangioma;indeterminate] | [on the pill;young woman], liver [mass;lesion], FNH or adenoma | [hemangioma;FNH;adenoma;cyst] of liver? | known [colon;rectal;breast;neuroendocrine] cancer, liver [lesion;spots] [unclear on CT;indeterminate;new] | incidental [hepatic;liver] [finding;focus] on [CT for stones;ultrasound]`,
      support: `AFP normal | 3 cm segment 4 | hyperechoic | hepatitis negative | CEA rising | too small on CT`,
      absent: `no cirrhosis | LFTs normal | asymptomatic`,
      ask: `nature of lesion? | metastasis? | liver mets? | FNH? | benign or malignant? | characterise`,
    },
  },
  "MR Abdomen Pregnancy WO": {
    "suspected appendicitis in pregnancy": {
      core: `[appendicitis;appy] suspected, [RIF pain;RLQ tender] | [RIF;right lower belly;right sided tummy] pain [12 h;1 day;since yesterday] [and vomiting;and fever;, off food] | [RIF;RLQ;right flank to RIF] [guarding;tenderness;rebound] | pain [began at navel;started centrally], now [RIF;right side] | acute [abdomen;belly pain], [right sided;RIF]`,
      support: `US could not see appendix | WCC 18 | CRP 70 | temp 38.1 | vomited twice | obstetrics says baby fine | FHR 145 | appendix obscured by bowel gas | inconclusive ultrasound`,
      absent: `no PV bleeding | no uterine contractions | urine clear | no PV loss`,
      ask: `appendicitis? | appy? no radiation | appendix? | acute appendix in pregnancy?`,
    },
  },
  "US Abdomen RUQ": {
    "biliary pain": {
      core: `[RUQ;right upper belly;under right ribs] [pain;colic;ache] [after greasy meal;after dinner;comes and goes] | [gallstones;gallbladder attack;biliary colic] suspected | [Murphy positive;Murphy sign +], [RUQ pain;fever;WBC 14] | [colicky;crampy] [RUQ;epigastric] pain [after fatty food;to right shoulder;an hour after eating] | acute [cholecystitis;gallbladder infection] suspected, [fever;tender RUQ] | [fat intolerance;belching and bloating] with RUQ pain | upper belly pain [through to right shoulder blade;at night after meals], [forty;overweight;nauseated] | tender [under ribs on right;over gallbladder]`,
      support: `CRP 60 | WCC 15 | temp 38.3 | fertile, forty, overweight | nauseated after meals | sister had gallstones | tender over gallbladder | pain to right scapula | three children | ALT slightly up`,
      absent: `not jaundiced | bili normal | never scanned before | no surgery`,
      ask: `gallstones? | stones in gallbladder? | cholecystitis? | acute gallbladder? | biliary colic?`,
    },
    "elevated liver tests": {
      core: `[LFTs deranged;raised LFTs;ALT 110;transaminitis] [on health check;incidental;persistent] | [fatty liver;NAFLD;steatosis] suspected, [BMI 36;diabetic;ALT up] | [abnormal;deranged] liver enzymes [for 3 months;x2;on statin] | [big liver;liver edge felt] [on exam;, drinks daily] | raised [GGT;ALT and GGT], [alcohol;obese]`,
      support: `ALT 95 AST 70 | metabolic syndrome | 30 units a week | BMI 41 | hep B and C negative | ferritin raised | triglycerides 4`,
      absent: `no itching | no abdominal pain | viral hepatitis negative`,
      ask: `fatty liver? | steatosis? | liver echotexture? | cause of raised LFTs?`,
    },
  },
  "NM HIDA": {
    "biliary dyskinesia": {
      core: `[biliary type;gallbladder type] pain, [US normal;no stones;US x2 normal] | [dyskinesia;functional gallbladder disorder;poor gallbladder function] suspected | RUQ pain [after fatty food;postprandial], [ultrasound clear;no gallstones;EGD clear] | [surgeon wants;GI requests] gallbladder [function;EF], [RUQ pain;biliary pain] | classic biliary colic, [no stones on imaging;normal ultrasound x3] | gallbladder [emptying;function] [poor?;low?], chronic RUQ pain`,
      support: `CT and US normal | lost 5 kg from avoiding food | PPI no help | bloating after fat | pain a year | HP negative`,
      absent: `no stones | LFTs normal | CBD normal`,
      ask: `GBEF? | EF with CCK? | biliary dyskinesia? | gallbladder emptying? | reduced ejection fraction?`,
    },
    "bile leak": {
      core: `[bile leak;biliary leak] [suspected;?] [post lap chole;after hepatectomy;after liver trauma] | bile in [drain;wound] [after chole;post lap chole;after liver surgery] | day [3;5;6] post lap chole, [pain and distension;fever and collection;bilious drain] | [collection;biloma;free fluid] after [gallbladder removal;lap chole]`,
      support: `drain bili 200 | 250 mL bile daily | RUQ pain worse | WBC 15 after surgery | difficult cholecystectomy | bili 3`,
      absent: `no CBD stone | stable`,
      ask: `leak of bile? | ongoing leak? | cystic stump leak? | duct injury?`,
    },
    "acalculous or equivocal cholecystitis": {
      core: `[acalculous cholecystitis;gallbladder sepsis without stones] suspected [in ICU;, ventilated;, burns patient] | US [equivocal;inconclusive;unclear] for [acute cholecystitis;gallbladder infection] | [ICU;septic;trauma] patient, [gallbladder distended;thick GB wall;sludge] | [GB wall 6 mm;thick wall], no stones, [febrile;septic;RUQ tender]`,
      support: `on vasopressors | TPN 3 weeks | WBC 19 | Murphy unreliable, sedated | GB 5 cm wide`,
      absent: `no gallstones | CBD normal`,
      ask: `cystic duct blocked? | gallbladder fills? | acute acalculous? | cholecystitis or not?`,
    },
    "neonatal cholestasis": {
      core: `[biliary atresia;neonatal cholestasis] suspected | [baby;infant;newborn] [still yellow;jaundiced] at [6;7;8] weeks, [pale stools;white stools;dark urine] | [prolonged;persistent] [neonatal ;]jaundice, [conjugated bili 5;direct bili 7;chalky stools] | [cholestatic;conjugated] jaundice in [infant;baby]`,
      support: `GGT 550 | phenobarb 5 days given | liver firm | GB not seen on US | alpha-1 antitrypsin normal`,
      absent: `TORCH negative | thyroid screen normal | feeding well`,
      ask: `biliary atresia? | tracer to bowel? | bowel excretion? | atresia?`,
    },
  },
  "FL Esophagram": {
    dysphagia: {
      core: `[food sticks;meat sticks;pills stick] [in chest;at breastbone;in throat] | [trouble;difficulty] swallowing [solids;solids then liquids;bread and meat] [for 2 months;getting worse;on and off] | [choking on food;coughs when eating;slow eater], [regurgitates;food comes back] | [achalasia;stricture;pharyngeal pouch;esophageal web] suspected | [liquids and solids;both solids and liquids] stick, [regurgitation at night;chest pain] |
        [gurgling neck;bad breath;food comes up hours later], pouch? | [painful;sore] swallowing [in HIV patient;on alendronate] | dysphagia [x6 weeks;with weight loss;after radiotherapy], [endoscopy declined;EGD normal] | feels [food hang;lump] in [throat;gullet]`,
      support: `lost 6 kg | GERD for 20 years | EGD no obstruction | chews carefully | drinks water to push food down | Raynaud and tight skin | previous dilatation | eats only soft diet | nocturnal cough with regurgitation`,
      absent: `no stroke | no hematemesis | no neck mass | no odynophagia`,
      ask: `achalasia? | stricture? | motility? | pouch? | obstruction to swallowing? | ring or web? | esophageal cancer?`,
    },
    leak: {
      core: `[leak;esophageal tear;Boerhaave] suspected [after vomiting;after dilation;post esophagectomy] | day [5;7] after [esophagectomy;gastrectomy;Heller myotomy], [check before diet;leak test] | [retching;violent vomiting] then [chest pain;neck crepitus;surgical emphysema] | [mediastinal air;pneumomediastinum] on CT, [after vomiting;post EGD] | swallowed [bone;battery], chest pain, perforation?`,
      support: `CRP rising after esophagectomy | drain amylase high | surgical emphysema | tachycardic | left effusion on film`,
      absent: `stable | afebrile | not ventilated`,
      ask: `leak? | contained leak? | anastomosis intact? | perforation?`,
    },
    "hiatal hernia": {
      core: `[hiatus hernia;large HH;paraesophageal hernia], [pre op;surgical opinion;before Nissen] | [reflux;GERD] [not controlled on PPI;despite max PPI], [surgery planned;Nissen workup] | previous [Nissen;fundoplication], [wrap slipped?;reflux again] | intrathoracic stomach [on CT;on film], planning`,
      support: `pH study positive | Barrett on biopsy | PPI twice daily | reflux lying flat | EGD 5 cm hernia`,
      absent: `no bleeding | no food sticking`,
      ask: `hernia size? | wrap intact? | reflux and hernia? | type of hernia?`,
    },
  },
};
