import { abbreviations } from "../abbreviation.ts";

/** Digestion, liver, kidneys and bladder, hormones. */
export const ABDOMEN_URINARY = abbreviations(`
GI: gastrointestinal
GU: genitourinary
GIB: gastrointestinal bleeding
UGIB: upper gastrointestinal bleeding
LGIB: lower gastrointestinal bleeding
BRBPR: bright red blood per rectum
GERD: gastroesophageal reflux disease
GORD: gastro-oesophageal reflux disease
PUD: peptic ulcer disease
IBD: inflammatory bowel disease
IBS: irritable bowel syndrome
UC: ulcerative colitis [bloody, diarrhea, colonoscopy, mesalamine, colectomy]; urine culture [growth, uti, colony]; uterine contractions [labor, minutes, pregnant]
CD: Crohn disease [ileum, fistula, terminal, infliximab, bowel]; compact disc [images, outside, copy]
SBO: small bowel obstruction
LBO: large bowel obstruction
BO: bowel obstruction
NPO: nothing by mouth
NBM: nil by mouth
PO: by mouth
NGT: nasogastric tube
NG: nasogastric
PEG: percutaneous endoscopic gastrostomy [tube, feeding, dysphagia]; polyethylene glycol [constipation, laxative, @medication]
TPN: total parenteral nutrition
EGD: esophagogastroduodenoscopy
OGD: oesophagogastroduodenoscopy
ERCP: endoscopic retrograde cholangiopancreatography
MRCP: magnetic resonance cholangiopancreatography
EUS: endoscopic ultrasound
PTC: percutaneous transhepatic cholangiography [bile, drain, duct]; papillary thyroid cancer [thyroid, nodule, neck]
CBD: common bile duct
GB: gallbladder
RUQ: right upper quadrant
LUQ: left upper quadrant
RLQ: right lower quadrant
LLQ: left lower quadrant
RIF: right iliac fossa
LIF: left iliac fossa
HCC: hepatocellular carcinoma
ICC: intrahepatic cholangiocarcinoma
NAFLD: nonalcoholic fatty liver disease
NASH: nonalcoholic steatohepatitis
PBC: primary biliary cholangitis
PSC: primary sclerosing cholangitis
AIH: autoimmune hepatitis
HBV: hepatitis B virus
HCV: hepatitis C virus
HAV: hepatitis A virus
HE: hepatic encephalopathy
TIPS: transjugular intrahepatic portosystemic shunt
PV: portal vein [thrombosis, liver, flow]; per vagina [bleeding, pregnant, discharge]; polycythemia vera [hematocrit, jak2]
PVT: portal vein thrombosis
MELD: Model for End-Stage Liver Disease
LFT: liver function test
LFTs: liver function tests
AST: aspartate aminotransferase
ALT: alanine aminotransferase
ALP: alkaline phosphatase
GGT: gamma-glutamyl transferase
IPMN: intraductal papillary mucinous neoplasm
PDAC: pancreatic ductal adenocarcinoma
PNET: pancreatic neuroendocrine tumor
CRC: colorectal cancer
FAP: familial adenomatous polyposis
HNPCC: hereditary nonpolyposis colorectal cancer
FOBT: fecal occult blood test
FIT: fecal immunochemical test
DRE: digital rectal examination
BM: bowel movement [constipation, stool, diarrhea, last]; bone marrow [biopsy, aspirate, leukemia]; blood sugar [glucose, mmol, insulin]
APR: abdominoperineal resection
LAR: low anterior resection
AXR: abdominal X-ray
KUB: kidneys, ureters and bladder X-ray
AP: abdominal pain [vomiting, tender, quadrant]; anteroposterior [view, film, lateral, chest, @imaging]; acute pancreatitis [lipase, epigastric, alcohol]
ESRD: end-stage renal disease
ESKD: end-stage kidney disease
CKD: chronic kidney disease
AKI: acute kidney injury
ARF: acute renal failure [creatinine, oliguria, dialysis]; acute respiratory failure [hypoxia, intubated, oxygen]; acute rheumatic fever [carditis, joints, chorea]
ATN: acute tubular necrosis
AIN: acute interstitial nephritis
RTA: renal tubular acidosis [acidosis, bicarbonate, urine]; road traffic accident [trauma, driver, injuries, car, motorcycle]
HD: hemodialysis [esrd, fistula, access, session, renal]; Huntington disease [chorea, family]; Hodgkin disease [lymphoma, nodes]; hospital day [@plan, postoperative]
CRRT: continuous renal replacement therapy
AVF: arteriovenous fistula
AVG: arteriovenous graft
GFR: glomerular filtration rate
eGFR: estimated glomerular filtration rate
BUN: blood urea nitrogen
Cr: creatinine
UA: urinalysis [leukocytes, nitrite, protein, dipstick, urine, @lab]; unstable angina [chest pain, troponin, ecg]; uric acid [gout, level]
UTI: urinary tract infection
CAUTI: catheter-associated urinary tract infection
UPJ: ureteropelvic junction
PUJ: pelviureteric junction
UVJ: ureterovesical junction
VUJ: vesicoureteric junction
VUR: vesicoureteral reflux
PCN: percutaneous nephrostomy [hydronephrosis, tube, obstruction]; penicillin [allergy, rash, allergic, @medication]
PCNL: percutaneous nephrolithotomy
ESWL: extracorporeal shock wave lithotripsy
URS: ureteroscopy
TURP: transurethral resection of the prostate
TURBT: transurethral resection of bladder tumor
BPH: benign prostatic hyperplasia
LUTS: lower urinary tract symptoms
PSA: prostate-specific antigen
RCC: renal cell carcinoma
TCC: transitional cell carcinoma
UCC: urothelial carcinoma
AML: angiomyolipoma [kidney, renal, fat]; acute myeloid leukemia [blasts, marrow, chemotherapy, leukemia]
ADPKD: autosomal dominant polycystic kidney disease
RAS: renal artery stenosis
NS: nephrotic syndrome [proteinuria, edema, albumin]; normal saline [bolus, ml, infusion, iv, @medication]
FSGS: focal segmental glomerulosclerosis
IgAN: IgA nephropathy
UOP: urine output
I/O: intake and output
I&D: incision and drainage
TOV: trial of void
PVR: post-void residual [bladder, urine, retention, ml]; pulmonary vascular resistance [catheterization, wood, hypertension]
DM: diabetes mellitus [insulin, glucose, metformin, hba1c, type]; dermatomyositis [rash, weakness, ck, gottron]
DM1: type 1 diabetes mellitus
DM2: type 2 diabetes mellitus
T1DM: type 1 diabetes mellitus
T2DM: type 2 diabetes mellitus
IDDM: insulin-dependent diabetes mellitus
NIDDM: non-insulin-dependent diabetes mellitus
GDM: gestational diabetes mellitus
DKA: diabetic ketoacidosis
HHS: hyperosmolar hyperglycemic state
HbA1c: glycated hemoglobin
A1c: glycated hemoglobin
FBS: fasting blood sugar
RBS: random blood sugar
BG: blood glucose
DI: diabetes insipidus
SIADH: syndrome of inappropriate antidiuretic hormone secretion
TSH: thyroid-stimulating hormone
TFT: thyroid function test
FNA: fine-needle aspiration
MNG: multinodular goiter
PTH: parathyroid hormone
HPT: hyperparathyroidism
MEN: multiple endocrine neoplasia
CAH: congenital adrenal hyperplasia
ACTH: adrenocorticotropic hormone
GH: growth hormone
PCOS: polycystic ovary syndrome
BMI: body mass index
RYGB: Roux-en-Y gastric bypass
SMA: superior mesenteric artery [occlusion, ischemia, abdomen, bowel]; spinal muscular atrophy [infant, weakness, gene]
SMV: superior mesenteric vein
IMA: inferior mesenteric artery
IVC: inferior vena cava
SVC: superior vena cava
HIDA: hepatobiliary iminodiacetic acid scan
C diff: Clostridioides difficile infection
CDI: Clostridioides difficile infection
SBFT: small bowel follow-through
`);
