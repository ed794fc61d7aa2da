import type { WiderWordings } from "./wider-wordings.ts";

/** Pelvis, pregnancy and thyroid: more ways to write the training situations. */
export const WIDER_PELVIS_NECK: WiderWordings = {
  "US Pelvis Transvaginal": {
    "adnexal pain": {
      core: `[ovarian torsion;torsion;ruptured cyst] suspected | [sudden;acute;severe] [left;right] [pelvic;adnexal;ovary;lower pelvic] pain [;and vomiting;, hCG neg] | [left;right] [adnexal;ovarian] [mass;tenderness;fullness] [on exam;and pain] | pelvic pain [after intercourse;mid cycle;with known cyst;on and off] | [ovarian cyst;dermoid;endometrioma] [5 cm;known], [pain worse;sudden pain] | [PID;tubo-ovarian abscess] suspected, [adnexal mass;pelvic pain]`,
      support: `cyst 7 cm last scan | UPT neg | cervical excitation | endometriosis | vomiting with pain | IVF stimulation | IUD strings not seen`,
      absent: `hCG neg | afebrile | no dysuria | no discharge`,
      ask: `torsion? | cyst? | ovarian cyst? | twisted ovary? | adnexal mass? | cyst rupture? | TOA?`,
    },
    "abnormal bleeding": {
      core: `[menorrhagia;HMB;heavy periods;AUB] [6 months;with clots;Hb 8;not controlled on pill] | [fibroids;bulky uterus;uterine mass] [known;on exam;growing?], [heavy periods;pressure] | [IMB;intermenstrual bleeding;irregular bleeding] [3 months;on pill;over 40] | [periods;bleeding] [lasting 10 days;every 2 weeks;flooding;soaking pads] | [painful heavy;dysmenorrhea and heavy] periods | [polyp;adenomyosis;fibroids] suspected`,
      support: `Hb 8.4 | ferritin 4 | uterus 14 weeks size | tranexamic acid failed | Mirena considered | passing clots | iron tablets | smear normal`,
      absent: `UPT neg | thyroid normal | no clotting disorder | not on anticoagulants`,
      ask: `fibroids? | polyp? | cause of HMB? | adenomyosis? | uterine pathology? | endometrium?`,
    },
    "postmenopausal bleeding": {
      core: `[PMB;postmenopausal bleed;bleeding after menopause] [x1;x3;2 weeks;on HRT] | [spotting;bleeding;brown discharge] [10 years after menopause;since last month;on tamoxifen], post menopausal | [PV;vaginal] [bleed;spotting], [menopause at 50;LMP 8 years ago] | bled again, [12 years post menopause;menopausal]`,
      support: `on sequential HRT | BMI 39 | tamoxifen 4 years | diabetes and obesity | cervix normal | Lynch family`,
      absent: `smear normal | no pain | no trauma`,
      ask: `ET? | endometrial thickness? | endometrial ca? | endometrial polyp? | thickened endometrium?`,
    },
  },
  "US OB First Trimester": {
    "bleeding or pain": {
      core: `[6/40;7 weeks;8/40;early pregnant], [bleeding;PV spotting;cramps;left pain] | [UPT +;pregnancy test positive;hCG 1800], [PV bleed;pelvic pain;shoulder tip pain;cramping] | [ectopic;miscarriage;threatened abortion] suspected, [hCG 2200;7/40;spotting] | [bleeding;spotting;clots] in [early pregnancy;first trimester] | pregnant [5;6;9] weeks, [one sided pain;brown loss;heavy bleeding;faint] | [PUL;pregnancy of unknown location], hCG [rising;plateau;1200] | [missed period;amenorrhea 7 weeks], positive test, [pain;bleeding]`,
      support: `hCG 4100 | previous ectopic, tube removed | PID before | IVF, day 35 | Rh neg | os closed | tender left adnexa | two previous miscarriages | progesterone pessaries`,
      absent: `stable | no scan yet | no tissue passed | afebrile`,
      ask: `ectopic? | viable? | IUP? | location of pregnancy? | miscarriage? | fetal heart? | retained products?`,
    },
    "dating and viability": {
      core: `[dating;viability;booking] scan, [unsure dates;LMP unknown;irregular periods] | [UPT positive;newly pregnant;early pregnancy], [dates?;how far;long cycles] | [hyperemesis;vomiting ++] [9/40;in early pregnancy], [twins?;mole?] | pregnant on [the pill;depot;coil], dates unknown | [IVF;letrozole;ovulation induction] pregnancy, [heartbeat check;7 weeks scan] | first antenatal visit, [unsure LMP;no scan yet]`,
      support: `periods every 45 days | 2 miscarriages before | anxious after loss | IUI cycle | large for dates`,
      absent: `no PV loss | no pain | well`,
      ask: `dates? | EDD? | viable, number? | CRL and heartbeat? | how many weeks? | multiple?`,
    },
  },
  "US Thyroid Neck": {
    "nodule or goiter": {
      core: `[thyroid nodule;thyroid lump;goitre;neck lump] [2 cm;right;growing;found by GP] | [lump;swelling] [front of neck;in throat area;low neck], [moves with swallow;noticed shaving;growing] | thyroid [nodule;lesion] on [CT chest;PET;carotid duplex], [incidental;workup] | [enlarged;lumpy;nodular] thyroid, [TSH normal;pressure;euthyroid] | [MNG;multinodular goitre], [compressive symptoms;getting bigger] | [hoarse;voice change] with [thyroid lump;neck nodule] | neck [fullness;tightness] [on lying;with collar], [goiter;big thyroid]`,
      support: `TSH 1.8 | TFTs normal | aunt with thyroid cancer | radiotherapy for Hodgkin | Hashimoto | PET avid nodule | 3 cm on palpation | MEN2 family`,
      absent: `euthyroid | no palpitations | swallowing ok | weight steady`,
      ask: `nodule features? | FNA? | TIRADS? | suspicious? | size of goiter? | nodule or cyst?`,
    },
    "nodule follow-up": {
      core: `[thyroid nodule;nodules;MNG] [follow up;1 year on;recheck], [FNA benign;TIRADS 3;Bethesda 2] | [known;stable;benign] thyroid [nodule;nodules], [annual;growth?] | benign [FNA 2021;biopsy], nodule [recheck;surveillance] | TIRADS [3;4] nodule, [12 month;interval] check`,
      support: `nodule 15 mm before | Thy2 | TSH normal | FNA x2 benign`,
      absent: `no compressive symptoms | euthyroid`,
      ask: `growth? | bigger? | stable nodule? | repeat FNA?`,
    },
    "cancer follow-up": {
      core: `[PTC;papillary thyroid ca;thyroid cancer], [post thyroidectomy;5 years on;annual neck check] | [thyroidectomy;hemithyroidectomy] for [cancer;PTC;follicular ca], [bed check;nodes?] | treated thyroid cancer, [Tg rising;neck surveillance]`,
      support: `Tg 0.2 | RAI 2019 | TSH suppressed on thyroxine | nodes removed`,
      absent: `no lump | voice ok`,
      ask: `recurrence? | nodes? | thyroid bed? | nodal mets?`,
    },
  },
  "NM Thyroid Uptake": {
    hyperthyroidism: {
      core: `[hyperthyroid;thyrotoxic;overactive thyroid], [Graves or thyroiditis;TSH <0.01;TRAb neg;cause?] | [TSH suppressed;TSH 0.005], [T4 45;T3 high], [tremor;palpitations;weight loss;sweats] | [Graves;Graves disease;thyroiditis] suspected, TSH [nil;undetectable] | [weight loss;tremor;palpitations;heat intolerance], [TSH low;free T4 high] | new [thyrotoxicosis;hyperthyroidism;AF with low TSH] | post partum thyrotoxicosis, [not breastfeeding;Graves?] | [jittery;sweaty;racing heart] and [TSH <0.01;T4 raised]`,
      support: `fT4 48 | TRAb pending | eyes prominent | goiter with bruit | HR 130 | fine tremor | on propranolol | T3 9 | sister with Graves`,
      absent: `no amiodarone | no contrast recently | not pregnant | thyroid not tender`,
      ask: `Graves? | thyroiditis or Graves? | uptake high or low? | cause of thyrotoxicosis? | diffuse or nodular?`,
    },
    "toxic nodule": {
      core: `[nodule;thyroid nodule;MNG] and [TSH <0.01;low TSH;suppressed TSH] | [hot nodule;toxic nodule;toxic adenoma;Plummer disease] suspected | [TSH 0.01;TSH low], [nodule 3 cm;goitre;multinodular] | subclinical hyperthyroidism with [nodule;MNG] | functioning nodule?, TSH [0.02;nil]`,
      support: `T3 slightly raised | nodule 28 mm on US | AF | palpable nodule`,
      absent: `TRAb neg | no contrast | no pain`,
      ask: `hot or cold? | functioning nodule? | autonomous? | toxic MNG? | hot?`,
    },
    "before radioiodine": {
      core: `[Graves;toxic MNG;toxic nodule], [RAI planned;for radioiodine;pre I-131;dose] | relapsed Graves [after carbimazole;off methimazole], [RAI;radioiodine] | [I-131;RAI] [therapy booked;dose planning], hyperthyroid | definitive treatment of [Graves;hyperthyroidism], radioiodine`,
      support: `carbimazole stopped 5 days | second relapse | rash on methimazole | low iodine diet`,
      absent: `no eye signs | not pregnant | no contrast recently`,
      ask: `uptake for dose | 24 h uptake? | dose for RAI | uptake before I-131`,
    },
  },
};
