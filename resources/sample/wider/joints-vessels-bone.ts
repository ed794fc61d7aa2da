import type { WiderWordings } from "./wider-wordings.ts";

/** Knee, ankle, leg veins, bone and heart scintigraphy: more ways to write the training situations. */
export const WIDER_JOINTS_VESSELS_BONE: WiderWordings = {
  "MR Knee WO": {
    "acute ligament injury": {
      core: `[ACL;ACL tear;cruciate injury] suspected, [football;skiing;netball;landed badly] | [twisted;hyperextended;pivoted on] knee [at football;skiing;at netball], [pop;swelled up;giving way] | knee [popped;clunked;went sideways] [in tackle;on landing;changing direction] | [swollen;unstable;wobbly] knee [after tackle;since ski fall;2 weeks after twist] | knee [gives way;not trusted;buckles] [turning;on stairs;since injury] | [valgus;varus] injury of knee, [swelling;lax]`,
      support: `Lachman + | pivot shift positive | effusion within an hour | MCL lax | films clear | hemarthrosis aspirated | cannot pivot | drawer positive`,
      absent: `xray clear | calf soft | pulses fine | first injury`,
      ask: `ACL? | ACL rupture? | cruciate? | MCL or ACL? | ligament tear? | PCL?`,
    },
    "meniscal symptoms": {
      core: `[meniscal tear;torn meniscus;torn cartilage] suspected | knee [locking;clicking;catching;sticking] [on squats;for 2 months;stairs] | [medial;lateral] [joint line;knee] pain [after squatting;gardening;kneeling;twisting] | [locked;stuck] knee, [cannot extend;10 degrees short] | inner knee [pain;ache] [on twisting;at night;deep squat] | chronic knee [pain;swelling], [mechanical symptoms;physio failed]`,
      support: `McMurray + | Thessaly positive | JLT medial | effusion small | physio 8 weeks | cannot squat | injection short relief`,
      absent: `ligaments stable | no redness | no trauma`,
      ask: `meniscus? | cartilage tear? | medial meniscus? | loose body? | bucket handle?`,
    },
  },
  "XR Ankle 3V": {
    "acute injury": {
      core: `[inverted;turned;went over on;twisted] ankle [at football;off kerb;in heels;on stairs;hiking] | ankle [sprain;injury;twist], [cannot weight bear;swollen;bruised] | [swollen;bruised;sore] [lateral;outer;medial] [ankle;malleolus] [after twist;after fall;since netball] | [fell;jumped] from [wall;ladder;trampoline], ankle [pain;swollen] | ankle [fracture;break]?, [tender lateral malleolus;bony tenderness] | [rolled;buckled] ankle [running;dancing], [limping;NWB]`,
      support: `bony tenderness post fibula | Ottawa + | cannot take 4 steps | swelling like an egg | bruised to toes | NWB since | tender medial malleolus`,
      absent: `foot ok | skin intact | pulses fine | knee fine`,
      ask: `fracture? | #? | broken ankle? | fibula fracture? | malleolar #? | bony injury?`,
    },
    "fracture follow-up": {
      core: `[ankle;lateral malleolus;Weber B;distal fibula] [fracture;#], [2 weeks;6 weeks;in boot;in cast], [check;position;healing] | [cast;boot] off, ankle fracture [check;healed?] | [conservatively treated;undisplaced] [ankle;malleolar] fracture, [review;follow up] | fracture clinic, [ankle;fibula], week [4;6;8]`,
      support: `cast off | walking in boot | pain settling | Weber B | out of boot`,
      absent: `skin fine | no new injury`,
      ask: `healed? | position? | union? | slipped? | callus?`,
    },
    "after surgery": {
      core: `[ORIF;plating;fixation] of [ankle;fibula;Weber C;bimalleolar fracture], [6 weeks;3 months;check] | [post op;post ORIF] ankle [week 2;week 6] | ankle [plate;screws;syndesmotic screw] [in place;check;before removal]`,
      support: `stitches out | PWB in boot | syndesmosis screw | 6 week review`,
      absent: `wound healed | no fever`,
      ask: `metalwork ok? | plate position? | union? | screw loosening? | mortise congruent?`,
    },
  },
  "US Venous Leg": {
    "suspected thrombosis": {
      core: `[DVT;leg clot] suspected [left;right;, Wells 2;, post flight] | [swollen;hot;red;painful] [left;right] [calf;leg] [3 days;post op;after travel] | [left;right] [calf;leg] [tender and swollen;up 3 cm;oedema;red and warm] | [calf pain;calf ache] [after flight;in plaster;post partum;on the pill] | one [leg;ankle;calf] [blown up;puffy;fat and sore] | [unilateral;new] [leg oedema;leg swelling], [D-dimer up;cancer;bed rest] | [whole leg;thigh] [swollen and blue;swelling], [iliofemoral clot?;pelvic cancer]`,
      support: `Wells 3 | D-dimer 1800 | calf 3.5 cm bigger | on tamoxifen | previous clot | hip op 2 weeks ago | 9 h flight | in POP | superficial veins dilated | chemo`,
      absent: `not SOB | no injury | skin intact | afebrile | no chest pain`,
      ask: `DVT? | clot? | ?DVT | deep clot? | thrombosis? | DVT left leg?`,
    },
    "known thrombus": {
      core: `[DVT;popliteal DVT;femoral clot] [3 months ago;treated;on DOAC], [resolved?;stop treatment?;recheck] | [distal;calf vein] DVT, [repeat at 1 week;not treated;extending?] | on [apixaban;warfarin;rivaroxaban] for [leg DVT;leg clot], [3 month;6 month] [scan;check]`,
      support: `6 months warfarin | haematology asks | unprovoked clot | apixaban 12 weeks`,
      absent: `leg normal now | no SOB`,
      ask: `clot gone? | residual clot? | extension? | recanalised?`,
    },
    "superficial phlebitis": {
      core: `[phlebitis;SVT;thrombophlebitis] of [GSV;long saphenous;thigh;calf varicosity] | [hard;tender;red] [vein;cord;lump] [inner thigh;along calf;over varicose vein] | inflamed varicose vein [near groin;above knee]`,
      support: `varicose veins both legs | red streak 10 cm | hormone therapy | cord up to groin`,
      absent: `leg not swollen | afebrile`,
      ask: `deep involvement? | DVT too? | reaches SFJ? | extension to deep veins?`,
    },
  },
  "NM Bone Scan": {
    "prostate cancer": {
      core: `prostate [ca;cancer] [PSA 55;Gleason 9;high risk;T3], [staging;bone mets?;bone pain] | [CRPC;metastatic prostate ca], [restaging;PSA up;ALP up;new aches] | [prostate ca;known prostate cancer] with [back ache;hip pain;rib pain], [mets?;ALP 300] | PSA [80;120], prostate cancer, [skeleton;bones] | [hormone treated;ADT] prostate cancer, [bone ache;rising PSA]`,
      support: `Gleason 10 | ALP 420 | on ADT | sclerotic focus in pelvis on film | PSA doubled in 2 months | enzalutamide`,
      absent: `no cord signs | no fall | xray no fracture`,
      ask: `bone mets? | skeletal spread? | mets in skeleton? | osseous disease? | bony secondaries?`,
    },
    "other cancer": {
      core: `[lung ca;renal ca;thyroid ca;bladder cancer] with [bone pain;raised ALP;high calcium;rib pain] | known [malignancy;primary], [bony pain;ALP rising], bone [mets?;secondaries?] | [cancer;carcinoma] staging of [skeleton;bones], [aches all over;calcium 2.9]`,
      support: `calcium 3.0 | ALP 350 | night pain | pain at several sites`,
      absent: `no injury | films negative`,
      ask: `bone mets? | bony secondaries? | skeletal mets? | multifocal bone lesions?`,
    },
    "breast cancer": {
      core: `breast [ca;cancer] [stage III;node positive;T4], [bone staging;ALP up] | [breast ca;breast cancer] with [back pain;hip ache;rib pain;sternal pain] | metastatic breast ca, [bone disease;on denosumab;restaging] | past breast cancer, [new bony pain;raised ALP]`,
      support: `on letrozole | ALP 260 | CA 15-3 rising | denosumab monthly | rib lesion on film`,
      absent: `no trauma | films clear`,
      ask: `bone mets? | skeletal mets? | bony spread? | response of bone mets?`,
    },
    "stress fracture": {
      core: `[stress fracture;stress reaction;shin splints] suspected, [runner;recruit;dancer] | [runner;athlete;soldier;ballet dancer] with [shin pain;foot pain;tibial pain] [6 weeks;worse running;at night] | [metatarsal;tibial;shin] pain after [marathon training;increased mileage;boot camp], films [normal;negative] | bilateral shin pain in [runner;recruit]`,
      support: `plain film normal | amenorrhoeic athlete | hop test positive | focal tibial tenderness | 80 km a week`,
      absent: `no trauma | no infection`,
      ask: `stress fracture? | stress reaction? | occult fracture? | shin splints or fracture?`,
    },
    "painful prosthesis": {
      core: `painful [THR;TKR;total hip;total knee] [2 years;5 years;10 years] [after surgery;post op] | [loose;infected] [hip;knee] [prosthesis;replacement]? | [thigh;start up;weight bearing] pain [after;with] [hip;knee] replacement | [knee;hip] arthroplasty, [pain again;unexplained pain;lucent line on film]`,
      support: `CRP normal | aspirate dry | lucency around stem | revision considered | ESR 28`,
      absent: `wound fine | afebrile`,
      ask: `loosening? | loose or infected? | loose stem? | infection around prosthesis?`,
    },
  },
  "NM Myocardial Perfusion": {
    "stable chest pain": {
      core: `[chest tightness;chest pain;chest pressure] [on hills;on exertion;walking uphill;on stairs], [eases with rest;3 months;GTN helps] | [angina;stable angina;effort angina] [suspected;CCS II;new] | [exertional;effort] [SOB;chest discomfort;jaw pain], [ischaemia?;risk factors] | [ETT;treadmill;exercise test] [equivocal;positive;not diagnostic], [chest pain;risk factors] | [CAC 600;calcium score high;moderate stenosis on CTA], [functional test;ischemia?] | [intermediate risk;multiple risk factors] with [atypical chest pain;effort dyspnea]`,
      support: `CAC 520 | diabetic smoker | father MI at 48 | ST depression stage 3 | relieved by nitro | 60% LAD on CTA | hypertension and cholesterol`,
      absent: `trop neg | pain free at rest | echo normal | not pleuritic`,
      ask: `ischemia? | ischaemia? | inducible ischaemia? | significant CAD? | perfusion defect? | reversible defect?`,
    },
    "unable to exercise": {
      core: `[cannot exercise;cannot do treadmill;can't walk far], [angina;chest tightness;effort dyspnea] [, LBBB;, bad knees;, PAD;] | [LBBB;paced rhythm] with [chest pain on effort;angina;exertional SOB] | [arthritis;amputee;COPD;obese], [pharmacologic stress;chest tightness], [ischemia?;angina?]`,
      support: `wheelchair user | LBBB | paced | severe knee OA | claudication | BMI 45`,
      absent: `trop neg | no rest pain | no wheeze`,
      ask: `drug stress, ischaemia? | ischemia on vasodilator stress? | inducible ischaemia?`,
    },
    "known coronary disease": {
      core: `[CAD;IHD], [stent 2019;PCI;CABG 2012;old MI], [angina again;chest tightness on effort;SOBOE] | [post PCI;post CABG;stented LAD], [recurrent angina;new effort dyspnea;symptoms back] | old [MI;infarct], [viability;EF 35;ischemia?] | [graft patient;bypassed], [angina returning;chest tightness uphill] | chronic total occlusion, [viable muscle?;ischemic burden?]`,
      support: `EF 40 | stents to RCA and LAD | LIMA graft | on ranolazine | GTN daily | CCS III`,
      absent: `trop neg | no pain at rest | no ECG change`,
      ask: `ischaemia? | ischemic territory? | viability? | graft failure, ischemia? | in-stent ischemia?`,
    },
    "cardiac risk": {
      core: `[pre op;preoperative] [cardiac risk;cardiac assessment;stress test], [AAA repair;vascular surgery;liver transplant;fem-pop bypass] | [transplant;renal transplant;liver transplant] [workup;assessment], [heart ok?;cardiac risk] | [low EF;EF 30;cardiomyopathy], [ischemic?;ischaemic cause?] | cardiac clearance, [major surgery;diabetic on dialysis;poor exercise tolerance]`,
      support: `METs under 4 | dialysis patient | diabetic 20 years | EF 32 on echo | PAD and smoker | global hypokinesis`,
      absent: `no angina | no recent MI`,
      ask: `ischemia before surgery? | cardiac risk? | ischaemic cardiomyopathy? | inducible ischemia?`,
    },
  },
};
