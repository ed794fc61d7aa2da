import type { WiderWordings } from "./wider-wordings.ts";

/** Kidneys, ureters, bladder, prostate: more ways to write the training situations. */
export const WIDER_URINARY: WiderWordings = {
  "CT Renal Stone WO": {
    "renal colic": {
      core: `[renal colic;ureteric colic;kidney stone] suspected | [loin to groin;flank to groin;flank to testicle] pain [since 4 am;3 hours;sudden] | [colicky;severe;10/10] [left;right] [loin;flank;side] pain, [can't keep still;rolling around;vomiting] | [left;right] [loin;flank] pain, [RBCs in urine;dip blood +++;haematuria on dip] |
        stone [passer;former], [same pain again;left colic;right loin pain] | [unable to sit still;doubled over;pacing] with [side;loin] pain | [VUJ;ureteric;obstructing] stone? [left colic;right colic] | waves of [flank;side;loin] pain [to groin;with sweating;and nausea]`,
      support: `dip blood 3+ | previous lithotripsy | ketorolac given | family of stone formers | hydro on POCUS | pain score 9 | stone passed 2018 | hypercalciuria | vomited with pain | bladder irritation at end of stream`,
      absent: `afebrile | no AAA on bedside scan | urine nitrite negative | no peritonism`,
      ask: `stone? | ureteric stone? | KUB stone, size and level? | renal stone? | hydro and stone? | VUJ stone?`,
    },
    "known stone": {
      core: `[7 mm;5 mm;9 mm] [ureteric;VUJ;PUJ;lower pole] stone, [passed?;recheck;pre ESWL] | [renal;kidney] stones, [before PCNL;before lithotripsy;stone load] | staghorn [stone;left kidney], [PCNL planned;sizing] | [after ESWL;post ureteroscopy], residual [fragments;stones] | cystine stone former, [yearly check;stone burden]`,
      support: `JJ stent in situ | MET 4 weeks | KUB unclear | ESWL x2 | stone clinic`,
      absent: `no fever | pain free now | no infection`,
      ask: `residual stones? | stone passed? | stone size? | position of stone?`,
    },
  },
  "CT Urogram W/WO": {
    hematuria: {
      core: `[painless;frank;visible] [haematuria;hematuria;blood in urine] [x2;for 3 weeks;with clots;on and off] | [passing;passed] [clots;red urine;blood] [without pain;on three occasions] | [persistent;recurrent] [microhaematuria;microscopic hematuria;dip blood], [over 50;smoker;high risk] | [pink;red;dark bloody] urine, [no pain;no infection;smoker] | hematuria [clinic;workup;pathway], [cystoscopy booked;culture negative] | [blood on dipstick x3;30 RBC per HPF], [ex smoker;age over 60]`,
      support: `dye worker | rubber industry | 50 pack years | cytology atypical | cysto next week | culture sterile | pelvic radiation before | on apixaban | cyclophosphamide in past`,
      absent: `no colic | no UTI | no stones known | no pain | kidneys normal on labs`,
      ask: `urothelial cancer? | upper tract TCC? | bladder or upper tract tumor? | cause of hematuria? | UTUC? | collecting system tumor?`,
    },
    "urothelial cancer": {
      core: `[bladder cancer;bladder TCC;NMIBC;CIS of bladder], [upper tracts;annual upper tract imaging;post BCG] | [UTUC;ureteric TCC;renal pelvis TCC] [after nephroureterectomy;treated;follow up] | [cytology positive;malignant cells on cytology], cysto [clear;normal] | [cystectomy;ileal conduit;neobladder] [2020;for TCC], [upper tract check;surveillance] | TURBT [G3 pT1;high grade], [upper tract staging;ureters?]`,
      support: `grade 3 | Lynch syndrome | BCG x6 | conduit 3 years ago | ureteric reimplant | multifocal tumor`,
      absent: `no hematuria now | no dye allergy | renal function good`,
      ask: `upper tract recurrence? | tumor in ureter? | upper tracts clear? | new urothelial lesion?`,
    },
  },
  "MR Prostate W/WO": {
    "raised PSA": {
      core: `PSA [12;5.8;9.4;15], [no biopsy yet;biopsy naive;benign feeling gland] | [PSA up;PSA rising;PSA climbing] [from 4 to 8;over 18 months;despite antibiotics] | [abnormal;suspicious;asymmetric] [DRE;prostate on exam] | [prostate cancer suspected;?prostate cancer], PSA [11;7.1] | [neg;negative] [biopsy 2021;TRUS biopsy], PSA [still rising;now 10] | [nodule;firm area;lump] [left lobe;right lobe;in prostate], PSA [4.4;6.9] | PSA [raised at check up;high for age;density 0.2]`,
      support: `free to total 10% | father died of prostate cancer | BRCA2 | gland 55 cc | PSA velocity high | African ancestry | on finasteride | ASAP on old biopsy | IPSS 14`,
      absent: `no LUTS | urine clear | no infection | no bone ache | no pacemaker`,
      ask: `PI-RADS? | target lesion? | lesion to biopsy? | significant cancer? | clinically significant disease? | before fusion biopsy`,
    },
    "local staging": {
      core: `prostate [ca;cancer] Gleason [7;8;9], [staging;pre RALP;pre radiotherapy] | [biopsy proven;newly diagnosed] prostate [ca;adenocarcinoma], [local stage;surgery planned;T stage] | [grade group 3;grade group 4] prostate cancer, [before surgery;nerve sparing?]`,
      support: `8 cores positive | PSA 14 | perineural invasion | right base positive`,
      absent: `bone scan clear | no LUTS`,
      ask: `ECE? | T stage? | SVI? | nerve sparing possible? | capsule breached?`,
    },
    "surveillance or recurrence": {
      core: `[active surveillance;AS] for [Gleason 6;grade group 1;low risk] prostate [ca;cancer][;, PSA creeping up;, annual] | [BCR;PSA relapse;PSA 0.3] after [RALP;prostatectomy;radiotherapy] | post [prostatectomy;brachytherapy;EBRT] PSA rise, local recurrence?`,
      support: `PSA 0.5 and rising | last MRI PI-RADS 2 | salvage radiation planned | confirmatory biopsy due`,
      absent: `no bone pain | no LUTS`,
      ask: `progression on surveillance? | local recurrence? | bed recurrence? | new target?`,
    },
  },
  "US Renal Bladder": {
    "renal failure": {
      core: `[AKI;ARF;AKI stage 3], [Cr 5;Cr 3.1 baseline 1;cause?;obstruction?] | [CKD;CKD 3;CKD 5], [new;first assessment;cause?] | [creatinine;Cr] [up;doubled;rising], [passing little urine;on NSAIDs;dehydrated] | [renal function worse;eGFR falling;eGFR 22], [cause unclear;obstruction?] | [passing no urine;anuric;oliguric], [Cr 6;K 6.4] | raised urea and creatinine, [unwell;proteinuria]`,
      support: `on ramipril and ibuprofen | K 6.2 | urea 32 | urine PCR 300 | diabetic nephropathy | pelvic malignancy | Cr was normal last year | vasculitis screen sent | eGFR 18`,
      absent: `no loin pain | no LUTS | no hematuria`,
      ask: `obstruction? | hydro? | hydronephrosis? | small kidneys? | kidney size? | post renal cause?`,
    },
    "bladder outlet": {
      core: `[retention;chronic retention;can't pee] with [AKI;raised creatinine;overflow] | [BPH;big prostate;prostatism] with [AKI;creatinine up;high residual] | [palpable bladder;bladder to umbilicus], [Cr up;dribbling;poor stream] | [high pressure retention;incomplete emptying], [eGFR falling;Cr rising] | [poor stream;LUTS] and [renal impairment;rising Cr]`,
      support: `PVR 800 mL | catheter drained 1.2 L | overflow incontinence | on tamsulosin | prostate 90 g`,
      absent: `no hematuria | no loin pain | afebrile`,
      ask: `hydro? | PVR? | back pressure? | hydronephrosis from outlet obstruction? | bladder wall?`,
    },
    "flank pain in pregnancy": {
      core: `[loin pain;flank pain;renal colic] [left;right], [dip blood;vomiting;colicky] | [ureteric colic;kidney stone] suspected | [left;right] [loin;flank;side] [ache;colic] [2 days;since last night] | [hydronephrosis;stone;pyelonephritis] suspected, [loin pain;renal angle tender]`,
      support: `stone in last pregnancy | dip blood 2+ | renal angle tender | needing opiates | no radiation please | prior ureteroscopy`,
      absent: `no PV bleeding | afebrile | no tightenings | fetal movements felt`,
      ask: `hydro? | stone? | stone or physiological hydro? | obstruction? no radiation`,
    },
    "polycystic kidneys": {
      core: `[ADPKD;PKD;polycystic kidneys] in [father;mother;sister;brother], [screen;wants check;BP up] | family [screening;history] for [PKD;ADPKD;polycystic kidneys] | [known PKD;ADPKD], [growth check;kidney volume;yearly review] | [young;25 year] hypertensive, mother with PKD`,
      support: `BP 150/95 | aunt on dialysis | eGFR 95 | liver cysts too | large kidneys felt`,
      absent: `no pain | no UTI | no hematuria`,
      ask: `cysts? | PKD? | polycystic? | kidney size and cysts?`,
    },
  },
  "FL VCUG": {
    "urinary infection": {
      core: `[2;3;two;three] [febrile UTIs;UTIs with fever;kidney infections] [this year;in 6 months] | [recurrent UTI;repeated urine infections] in [toddler;child], [fever;abnormal ultrasound] | [febrile UTI;pyelo] and [hydronephrosis;scarred kidney;dilated ureter] | atypical UTI, [non E. coli;slow to respond] | [baby;infant] with [febrile UTI;urosepsis], [ureter dilated;abnormal US] | pyelonephritis [again;second episode], [VUR?;on trimethoprim]`,
      support: `DMSA scar left | cefalexin prophylaxis | Proteus in urine | brother had VUR | US hydronephrosis | bladder emptying poor | temp 39.8 with UTI | infection cleared`,
      absent: `spine normal | no constipation | stream normal | BP ok`,
      ask: `reflux? | VUR grade? | ?VUR | exclude VUR | vesicoureteric reflux?`,
    },
    "known reflux": {
      core: `[VUR grade 2;VUR grade 4;bilateral VUR;known reflux], [yearly;resolved?;on prophylaxis;recheck] | [post;after] [Deflux;STING;reimplant], [VUR gone?;check] | [reflux;VUR] follow up, [trimethoprim daily;no UTI this year]`,
      support: `trimethoprim nightly | reimplant last year | grade 3 before | infection free 12 months`,
      absent: `no UTI | afebrile`,
      ask: `VUR resolved? | residual reflux? | grade now? | stop prophylaxis?`,
    },
    "prenatal hydronephrosis": {
      core: `[antenatal;prenatal;fetal] [hydro;hydronephrosis;renal pelvis dilatation], [postnatal US still dilated;AP 14 mm;dilated ureter] | hydronephrosis [since 20 week scan;on fetal scan], [newborn;persisting after birth] | newborn with [dilated kidney;hydroureter] [found before birth;on antenatal scan]`,
      support: `APRPD 16 mm | SFU 3 | on prophylactic amoxicillin | ureter dilated distally`,
      absent: `no infection | passing urine | Cr normal`,
      ask: `VUR? | reflux as cause? | reflux?`,
    },
    "urethral valves": {
      core: `[PUV;urethral valves] suspected, [poor stream;thick bladder;bilateral hydro] | [newborn;baby] boy with [poor stream;dribbling;palpable bladder], [both kidneys dilated;hydroureters] | bilateral [hydro;dilated ureters] and [thick bladder;keyhole bladder] in boy | [cannot empty bladder;dribbles urine], bilateral hydronephrosis`,
      support: `keyhole bladder antenatally | Cr 1.8 | anhydramnios | catheterised at birth | bladder wall 7 mm`,
      absent: `no UTI | spine normal`,
      ask: `PUV? | valves? | outlet obstruction? | posterior urethra?`,
    },
  },
};
