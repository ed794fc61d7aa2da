import type { WiderWordings } from "./wider-wordings.ts";

/** CT of chest and aorta, chest film, lung scintigraphy: more ways to write the training situations. */
export const WIDER_CHEST: WiderWordings = {
  "CTA Chest PE": {
    "suspected embolism": {
      core: `[sudden;acute] [SOB;breathlessness] [and pleurisy;with pleuritic pain;after flight;post partum] | [pleurisy;sharp pain on deep breath;stabbing chest pain on breathing] and [sats 88;tachycardia;swollen calf;low oxygen] | [DVT;leg clot] [confirmed;on duplex], now [SOB;chest pain;hypoxic] |
        [collapsed;fainted;syncope] [at home;on toilet;getting out of bed], [sats 85;HR 130;hypotensive] | [new oxygen requirement;unexplained hypoxia;sats dropping] on [day 4 after surgery;orthopedic ward;day 7 post hip fracture] | cancer patient, [sudden SOB;new hypoxia;pleuritic pain] |
        [coughing blood;hemoptysis;blood streaked sputum] and [chest pain;calf pain;SOB] | [SOB and tachycardia;dyspnea and chest pain] [on the pill;6 weeks post partum;in a cast] | [Wells 7;high Wells;high pretest probability] for PE | [massive;submassive] PE suspected | hurts to breathe [since flight;since surgery;suddenly] |
        [tachycardic;HR 135] and [breathless;hypoxic], clear chest | short of breath with [one swollen leg;DVT signs;sore calf]`,
      support: `D-dimer 4200 | age adjusted D-dimer raised | Geneva score high | HR 132 | sats 84 on air | RV dilated on echo | troponin slightly up, RV strain | metastatic cancer on chemo | on estrogen | 3 weeks after knee replacement | recent 14 h flight | previous DVT | calf swollen and sore | new RBBB and S1Q3T3 | PERC positive | obese and immobile | just stopped warfarin | protein S deficiency`,
      absent: `CXR normal | no sputum | afebrile | eGFR over 90 | Cr 0.8 | kidneys fine | no dye allergy | no wheeze | ECG no ischemia | contrast given before without problem`,
      ask: `PE? | lung clot? | exclude PE | clot burden and RV strain? | saddle embolus? | pulmonary emboli? | PE protocol please | segmental PE?`,
    },
  },
  "CT Chest Low Dose": {
    "current smoker": {
      core: `[LDCT;low radiation chest scan] for lung cancer screening, [smokes daily;still smokes 1 ppd;35 pack yrs] | [annual;first;baseline;repeat] lung screen, [45;32;60] pack years, [current smoker;smokes] | [eligible for;enrolled in;referred to] lung cancer screening, [active smoker;20 a day for 35 years] |
        [wants;asks for;agrees to] lung check, [smokes since teens;cigarettes daily;40 pk yrs] | smoker [1.5;2] packs a day, [screening;lung health check] | heavy tobacco use, [yearly screen due;screening round 2] | lung health check, [high risk score;current smoker]`,
      support: `PLCO risk 4% | Lung-RADS 2 in 2023 | tobacco counselling done | shared decision documented | nicotine patches offered | age 62 and 38 pack years | last LDCT 12 months ago | fit for surgery | insurance approved screening`,
      absent: `no symptoms | no hemoptysis | weight stable | no chest infection recently | never had cancer`,
      ask: `lung cancer screening | screening round | yearly screen | nodule on screening? | baseline screen`,
    },
    "former smoker": {
      core: `[quit;stopped smoking] [8;10;12;4] years ago, [40;30;33] pack years | ex-smoker, [lung cancer screening;screening due;annual LDCT] | [past;previous] smoker [30 pk yrs;45 pack years], within 15 years of quitting | gave up cigarettes [2015;2017;at 60], [lung screen;screening] |
        [annual lung screen;lung cancer screening], [quit in 2018;nonsmoker since 2016], [30;38] pack years | smoked [25;35] years, stopped, [eligible for screening;screening visit]`,
      support: `Lung-RADS 1 previously | 15 year quit window | uncle had lung cancer | screening counselling documented | radon exposure at home | last screen clear | meets screening age`,
      absent: `no symptoms | no SOB | no hemoptysis | no weight change`,
      ask: `annual screen | lung screening | next screening round | lung cancer screen`,
    },
  },
  "CT Chest HRCT": {
    "suspected interstitial disease": {
      core: `[ILD;pulmonary fibrosis;lung scarring] suspected, [crackles;clubbing;restrictive PFTs] | [dry cough;SOBOE] for [6 months;a year] and [fine crackles;Velcro creps;clubbed fingers] | [restrictive PFTs;low TLC;reduced gas transfer] with [dry cough;SOBOE;crackles] | [bird keeper;farmer;pigeon fancier;hot tub user] with [chronic cough;dyspnea;crackles] |
        [RA;scleroderma;myositis;Sjogren] with [bibasal crackles;new dry cough;falling DLCO] | on [amiodarone;methotrexate;nitrofurantoin;bleomycin], [worsening dyspnea;dry cough;lung toxicity?] | [breathless climbing stairs;gets puffed walking;slowing down on hills], [dry cough;creps at bases] | [asbestos;silica;coal dust] exposure with [dyspnea;basal crackles;restriction] |
        interstitial [markings;changes;shadowing] on CXR, [dry cough;dyspnea]`,
      support: `TLC 60% | KCO low | desaturates on 6 minute walk | ANA positive | anti-Scl-70 positive | exposed to mould at home | budgies at home | family history of fibrosis | worked as insulator | crackles to mid zones | CXR reticular shadowing | ex smoker`,
      absent: `BNP normal | no ankle edema | no wheeze | no sputum | no orthopnea`,
      ask: `ILD pattern? | fibrosis? | UIP or NSIP? | HP? | honeycombing? | interstitial changes? | drug induced lung disease? | asbestosis?`,
    },
    "known fibrosis": {
      core: `[IPF;ILD;NSIP;CTD-ILD], [lung function falling;annual review;rising oxygen need;more SOB] | pulmonary fibrosis on [antifibrotic;nintedanib], [12 month check;worse PFTs] | [fibrotic HP;chronic HP;asbestosis], [progression;worse gas transfer] | scleroderma ILD, [before mycophenolate;FVC falling]`,
      support: `FVC down 300 mL | being assessed for lung transplant | LTOT started | 6MWT distance down | mycophenolate | TLCO 35%`,
      absent: `no infection signs | no heart failure | no hemoptysis`,
      ask: `progression? | more fibrosis? | change since last HRCT? | extent of fibrosis? | acute exacerbation of ILD?`,
    },
    bronchiectasis: {
      core: `[bronchiectasis;widened airways] suspected, [daily phlegm;chronic wet cough;recurrent infections] | [daily;copious;green] [sputum;phlegm] for [years;2 years] | [CF;primary ciliary dyskinesia;CVID], [more infections;annual imaging] | chest infections [every month;x5 this year], [coarse crackles;finger clubbing] | [MAC;nontuberculous mycobacteria] in sputum, chronic cough`,
      support: `Haemophilus in sputum | coarse crackles at base | IgG low | childhood whooping cough | sweat test positive | obstructive spirometry`,
      absent: `no blood in sputum | nonsmoker | no fever`,
      ask: `bronchiectasis? | widened bronchi? | airway disease? | mucus plugging?`,
    },
    sarcoidosis: {
      core: `[known;biopsy proven] sarcoid, [cough;SOB;PFTs worse] | [erythema nodosum;uveitis;hypercalcemia] and [hilar nodes;sarcoid suspected] | sarcoidosis [stage 2;stage 3], [follow up;on prednisolone] | [bilateral hilar lymphadenopathy;BHL] with [dry cough;restriction]`,
      support: `ACE raised | DLCO 60% | skin sarcoid | noncaseating granulomas on biopsy`,
      absent: `TB excluded | no night sweats | no weight loss`,
      ask: `lung involvement of sarcoid? | sarcoid fibrosis? | perilymphatic nodules?`,
    },
  },
  "CTA Aorta Dissection": {
    "acute aortic syndrome": {
      core: `[sudden;abrupt] [tearing;ripping;stabbing] pain [chest to back;into back;between scapulae] | [BP 210/110;hypertensive crisis] with [chest and back pain;tearing pain] | chest pain [going to back;through to back;moving down to belly] with [syncope;weak left pulse;leg numbness] | [dissection;AAS] suspected, [back pain;BP differs between arms;new AR murmur] |
        [worst pain ever;maximal at onset] [chest;back;interscapular] pain | [Marfan;bicuspid valve;Turner syndrome;aortic root aneurysm] with [chest pain;sudden back pain] | [cocaine;amphetamine;crystal meth] then [tearing chest pain;severe back pain] | [collapse;stroke signs;cold leg] with chest pain into back | [pain like a knife;torn feeling] in [back;chest]`,
      support: `R arm 180 L arm 120 | radial pulse absent on left | mediastinum 9 cm on CXR | early diastolic murmur | ADD score 2 | D-dimer very high | pericardial effusion on echo | family history of dissection | hypertensive, noncompliant | paraplegia transient | aortic root 4.5 cm`,
      absent: `ECG normal | trop negative | not pleuritic | no cough | no calf swelling`,
      ask: `dissection? | aortic dissection? | type A? | rule out dissection flap | intramural hematoma? | penetrating ulcer? | aorta torn?`,
    },
    rupture: {
      core: `[AAA;aneurysm 7 cm;triple A] and [collapse;sudden back pain;flank pain and shock] | [ruptured;leaking] [AAA;aneurysm] suspected | [expansile;throbbing] [abdominal mass;lump in belly] with [shock;back pain] | elderly smoker, [sudden back pain;loin pain] and [hypotension;collapse] | known aneurysm, [tender;new pain;pale and sweaty]`,
      support: `POCUS shows AAA 7 cm | BP 80/50 | Hb dropping | aneurysm 5.4 last year | pale and clammy | peripheral vascular disease`,
      absent: `no dysuria | no known stones | no vomiting`,
      ask: `leak? | AAA rupture? | retroperitoneal bleed from aneurysm? | rupture?`,
    },
    surveillance: {
      core: `[TAA;AAA;root aneurysm] [4.5;5.1;4.9] cm, [6 month check;yearly scan;sizing] | [EVAR;TEVAR;FEVAR] [1 year;2019], [endoleak check;follow up] | [chronic;residual] dissection after [type A repair;arch replacement], [follow up;false lumen size] | [Marfan;bicuspid valve] with [root 4.4 cm;dilated ascending aorta], [annual check;surveillance] |
        [pre TEVAR;pre EVAR;before open repair] planning, [TAA;AAA 5.6 cm]`,
      support: `sac size 6 cm last time | type II endoleak known | on losartan | grew 4 mm in a year | repaired type A 2018`,
      absent: `no pain | no symptoms | BP controlled`,
      ask: `aneurysm sac growth? | aortic size? | endoleak or growth? | false lumen larger? | measurements for graft`,
    },
  },
  "XR Chest 2V": {
    pneumonia: {
      core: `[cough and fever;fever and chesty cough;productive cough] [4 days;for a week;since weekend] | [LRTI;CAP;pneumonia] suspected, [creps right base;temp 38.8;green phlegm] | [temp 39;pyrexia] with [cough;rusty phlegm;crackles left base;SOB] | cough [not clearing after antibiotics;3 weeks after COVID;after flu] | [reduced air entry;bronchial breathing;dull] [right base;left base] and fever |
        coughing [green;yellow;brown] phlegm, [feverish;chills;unwell] | child with [fever and fast breathing;cough and grunting;fever and wheeze] | [URTI;cold] [gone to chest;now with crackles] | [rigors;sweats] and [chesty cough;purulent sputum] | exacerbation of COPD with [fever;green sputum]`,
      support: `CRP 140 | CURB-65 1 | RR 28 | creps at right base | sats 94 | on amoxicillin 3 days | roommate with pneumonia | neutrophils 14 | legionella exposure | aspiration risk | poor air entry left`,
      absent: `no pleuritic pain | no leg swelling | no blood in sputum | no weight loss | nonsmoker`,
      ask: `pneumonia? | infiltrate? | chest infection? | consolidation right base? | LRTI? | focal opacity?`,
    },
    "pneumonia follow-up": {
      core: `[pneumonia;consolidation] [6 weeks ago;2 months ago;in hospital], [has it cleared;repeat film] | [repeat CXR;check film] after [pneumonia;chest infection;lobar pneumonia] | recovered from pneumonia, [smoker over 50;clearing check]`,
      support: `finished doxycycline | well now | right lower lobe before | radiologist advised repeat film`,
      absent: `afebrile | no cough now | no symptoms`,
      ask: `cleared? | resolution? | underlying mass? | infiltrate gone?`,
    },
    "tuberculosis test": {
      core: `[Mantoux;TST;PPD] [positive;18 mm;20 mm], [new job;visa;healthcare worker;nursing school] | [IGRA;QuantiFERON;T-spot] positive, [pre biologic;before adalimumab;work screening;before infliximab] | TB [contact;exposure] [at home;at work;in shelter] | [immigration;visa;refugee] [medical;TB screening] | latent TB suspected, before [isoniazid;treatment]`,
      support: `from high incidence country | BCG as child | about to start anti-TNF | flatmate on TB treatment | health care worker`,
      absent: `no cough | no weight loss | well | no sweats`,
      ask: `active TB? | TB changes? | old or active TB? | exclude TB | latent or active?`,
    },
    "heart failure": {
      core: `[CCF;CHF;heart failure] [worse;decompensated;flare], [SOB;ankle swelling;weight up 4 kg] | [PND;sleeping upright;needs 3 pillows] and [swollen legs;creps] | known [cardiomyopathy;low EF] with [SOB;edema;bibasal creps] | [overloaded;fluid retention], [heart failure;ran out of furosemide] | frothy sputum and breathless, heart failure`,
      support: `NT-proBNP 6000 | JVP raised | ran out of diuretics | EF 25% | S3 gallop | weight up 5 kg`,
      absent: `afebrile | no sputum | trop flat`,
      ask: `fluid overload? | edema or effusions? | heart size and congestion? | CHF? | pulmonary congestion?`,
    },
    "rib injury": {
      core: `[blow;knee;elbow] to chest [in football;at rugby;in basketball], rib pain | [fell against;landed on] [bathtub;chair;kerb;ski pole], ribs sore | [tender;bruised;painful] ribs after [fall;tackle;coughing fit] | chest wall [injury;bruise] from [handlebar;seat belt;ball]`,
      support: `hurts to laugh | focal rib tenderness | crepitus over rib | bruise left chest`,
      absent: `not SOB | sats 98 | no abdominal pain`,
      ask: `broken rib? | pneumothorax? | rib fracture or pneumothorax? | cracked rib?`,
    },
    preoperative: {
      core: `pre-op [film;CXR;workup], [hip replacement;knee arthroplasty;hernia;prostate surgery] | [surgery;operation] [next week;booked], [anesthetist asks for film;COPD] | pre anesthetic [check;assessment], [smoker;heart disease] | fitness for surgery, [hip surgery;cataract;hysterectomy]`,
      support: `ASA 3 | known COPD | chronic smoker | murmur | elective surgery`,
      absent: `no cough | asymptomatic | no SOB`,
      ask: `pre-op baseline | clear chest? | acute chest disease before surgery? | fit for anesthesia?`,
    },
  },
  "NM Lung VQ": {
    "suspected embolism, no iodinated contrast": {
      core: `[SOB;sudden breathlessness;acute dyspnea] [and pleurisy;with raised D-dimer;and tachycardia] | [PE;lung clot;pulmonary embolus] suspected [clinically;, Wells 6;, high D-dimer] | [pleurisy;sharp pain on breathing in] and [hypoxia;D-dimer 2500;sats 89] | DVT on duplex, [now SOB;pleuritic pain] | [collapsed;syncope] with [hypoxia;tachycardia] | hurts to breathe, [sats 90;pulse 120] | post op [SOB;hypoxia;pleuritic pain]`,
      support: `D-dimer 2800 | CXR clear | right calf swollen | prior PE 2016 | HR 122 | bedbound | sats 88 | Wells 4.5 | cancer on chemo`,
      absent: `no sputum | no asthma | afebrile | no CHF`,
      ask: `PE? | PE without contrast? | perfusion defects? | mismatch? | exclude lung clot, no dye | emboli? contrast contraindicated`,
    },
    "chronic thromboembolic disease": {
      core: `[CTEPH;chronic clots;chronic thromboembolic disease] suspected | [PH;pulmonary hypertension;RVSP 70] [on echo;of unclear cause;new] [;, previous PE] | still [SOB;breathless;limited] [a year;6 months] after [PE;lung clots] | [precapillary PH;mPAP 50;raised PA pressures] at [right heart cath;RHC] | right heart [strain;failure;enlargement], [PE in past;cause unknown] | persistent dyspnea despite [apixaban;warfarin;anticoagulation] for PE`,
      support: `mPAP 48 at RHC | RV dilated on echo | splenectomy | antiphospholipid syndrome | NYHA III | life long anticoagulation | VTE x2 | BNP raised, RV large`,
      absent: `no ILD | no COPD | left heart normal | PFTs normal`,
      ask: `CTEPH? | chronic PE? | chronic clots? | mismatched defects? | thromboembolic cause of PH?`,
    },
  },
};
