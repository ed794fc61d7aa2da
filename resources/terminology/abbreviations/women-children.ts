import { abbreviations } from "../abbreviation.ts";

/** Pregnancy, gynecology, breast, newborns and children. */
export const WOMEN_CHILDREN = abbreviations(`
LMP: last menstrual period
EDD: estimated date of delivery
EDC: estimated date of confinement
GA: gestational age [weeks, fetal, pregnant, pregnancy]; general anesthesia [intubated, surgery, anesthesia]; geographic atrophy [macular, eye]
IUP: intrauterine pregnancy
IUD: intrauterine device [strings, contraception, copper]; intrauterine death [fetal, pregnancy, weeks]
IUCD: intrauterine contraceptive device
IUGR: intrauterine growth restriction
FGR: fetal growth restriction
IUFD: intrauterine fetal demise
SGA: small for gestational age
LGA: large for gestational age
AGA: appropriate for gestational age
NT: nuchal translucency [weeks, fetal, screening, trimester]
CRL: crown-rump length
FHR: fetal heart rate
FHT: fetal heart tones
FM: fetal movement
AFI: amniotic fluid index
BPP: biophysical profile
NST: non-stress test
CTG: cardiotocography
PROM: premature rupture of membranes [fluid, weeks, labor, pregnant]; passive range of motion [shoulder, therapy, joint]
PPROM: preterm premature rupture of membranes
SROM: spontaneous rupture of membranes
AROM: artificial rupture of membranes [labor, membranes, fluid]; active range of motion [shoulder, joint, therapy]
PTL: preterm labor
SVD: spontaneous vaginal delivery
NVD: normal vaginal delivery
LSCS: lower segment cesarean section
C/S: cesarean section
CS: cesarean section [delivery, pregnant, previous, uterine, labor]; cardiac surgery [bypass, valve]
TOLAC: trial of labor after cesarean
VBAC: vaginal birth after cesarean
PPH: postpartum hemorrhage
APH: antepartum hemorrhage
PIH: pregnancy-induced hypertension
PET: pre-eclamptic toxemia [pregnant, proteinuria, gestation]; positron emission tomography [fdg, uptake, staging, avid, ct, @imaging]
HELLP: hemolysis, elevated liver enzymes and low platelets
HG: hyperemesis gravidarum
RPOC: retained products of conception
POC: products of conception [miscarriage, uterus, bleeding]; point of care [test, bedside, glucose, ultrasound]
D&C: dilation and curettage
D&E: dilation and evacuation
MVA: manual vacuum aspiration [miscarriage, abortion, uterus]; motor vehicle accident [driver, seatbelt, trauma, injuries, collision]
TOP: termination of pregnancy
hCG: human chorionic gonadotropin
bHCG: beta human chorionic gonadotropin
UPT: urine pregnancy test
G1P0: first pregnancy, no birth
ANC: antenatal care [pregnant, visit, weeks]; absolute neutrophil count [neutropenia, chemotherapy, fever, cells, @lab]
PNC: postnatal care
PMTCT: prevention of mother-to-child transmission
TOA: tubo-ovarian abscess
PID: pelvic inflammatory disease [pelvic, discharge, cervical, tenderness, fever]; prolapsed intervertebral disc [back, sciatica, lumbar]
DUB: dysfunctional uterine bleeding
AUB: abnormal uterine bleeding
PMB: postmenopausal bleeding
IMB: intermenstrual bleeding
PCB: postcoital bleeding
HMB: heavy menstrual bleeding
TAH: total abdominal hysterectomy
BSO: bilateral salpingo-oophorectomy
TVH: total vaginal hysterectomy
TLH: total laparoscopic hysterectomy
TVUS: transvaginal ultrasound
TVS: transvaginal scan
TAS: transabdominal scan
HSG: hysterosalpingography
IVF: in vitro fertilization [embryo, infertility, transfer, pregnant]; intravenous fluids [bolus, hydration, saline, @plan]
IUI: intrauterine insemination
OCP: oral contraceptive pill
OCPs: oral contraceptive pills
HRT: hormone replacement therapy
CIN: cervical intraepithelial neoplasia [pap, colposcopy, hpv]; contrast-induced nephropathy [contrast, creatinine, angiography]
LLETZ: large loop excision of the transformation zone
LEEP: loop electrosurgical excision procedure
HPV: human papillomavirus
ASCUS: atypical squamous cells of undetermined significance
HSIL: high-grade squamous intraepithelial lesion
LSIL: low-grade squamous intraepithelial lesion
BV: bacterial vaginosis
GTD: gestational trophoblastic disease
DCIS: ductal carcinoma in situ
LCIS: lobular carcinoma in situ
IDC: invasive ductal carcinoma
ILC: invasive lobular carcinoma
TNBC: triple-negative breast cancer
ER: estrogen receptor [pr, her2, breast, positive, negative, receptor]; emergency room [came, visit, seen, presented, sent]; extended release [mg, tablet, @medication]
PR: progesterone receptor [er, her2, breast, receptor]; per rectum [bleeding, blood, digital]; partial response [chemotherapy, tumor, target]
HER2: human epidermal growth factor receptor 2
BRCA: breast cancer gene
BIRADS: Breast Imaging Reporting and Data System
BI-RADS: Breast Imaging Reporting and Data System
MLO: mediolateral oblique view
CC: craniocaudal view [mlo, mammogram, breast, @imaging]; chief complaint [@history, presents]; cubic centimetre [ml, syringe, volume]
SLNB: sentinel lymph node biopsy
ALND: axillary lymph node dissection
WLE: wide local excision
NICU: neonatal intensive care unit
PICU: pediatric intensive care unit
NEC: necrotizing enterocolitis
ROP: retinopathy of prematurity
HIE: hypoxic-ischemic encephalopathy
TTN: transient tachypnea of the newborn
MAS: meconium aspiration syndrome
HMD: hyaline membrane disease
VLBW: very low birth weight
LBW: low birth weight
NNJ: neonatal jaundice
EBM: expressed breast milk [feeds, infant, breast]; evidence-based medicine [study, review]
FTT: failure to thrive
SAM: severe acute malnutrition [child, muac, weight, ready]; systolic anterior motion [mitral, hocm]
MAM: moderate acute malnutrition
MUAC: mid-upper arm circumference
ORS: oral rehydration solution
EPI: Expanded Programme on Immunization
BCG: bacillus Calmette-Guérin
DPT: diphtheria, pertussis and tetanus vaccine
OPV: oral polio vaccine
IPV: inactivated polio vaccine [dose, vaccine, immunization]; intimate partner violence [partner, abuse, safe]
MMR: measles, mumps and rubella vaccine
SIDS: sudden infant death syndrome
NAI: non-accidental injury
NAT: non-accidental trauma [child, skeletal, bruises]; nucleic acid test [pcr, virus]
DDH: developmental dysplasia of the hip
SCFE: slipped capital femoral epiphysis
RSV: respiratory syncytial virus
HFMD: hand, foot and mouth disease
IHPS: infantile hypertrophic pyloric stenosis
VCUG: voiding cystourethrogram
MCUG: micturating cystourethrogram
PUV: posterior urethral valves
CDH: congenital diaphragmatic hernia [newborn, bowel, chest]; congenital dislocation of the hip [hip, infant, clunk]
TEF: tracheoesophageal fistula
TGA: transposition of the great arteries [cyanosis, newborn, switch]; transient global amnesia [memory, amnesia, adult]
IMCI: Integrated Management of Childhood Illness
KD: Kawasaki disease
HSP: Henoch-Schönlein purpura
JIA: juvenile idiopathic arthritis
`);
