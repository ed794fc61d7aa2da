import { abbreviations } from "../abbreviation.ts";

/** Imaging, protocols, writing of orders and notes, medicines, places. */
export const IMAGING_ORDERS = abbreviations(`
CT: computed tomography
CAT: computed tomography
MRI: magnetic resonance imaging
MRA: magnetic resonance angiography [vessels, circle, @imaging]; mineralocorticoid receptor antagonist [spironolactone, potassium]
MRV: magnetic resonance venography
CTV: computed tomography venography
CTPA: computed tomography pulmonary angiography
CTU: computed tomography urography
HRCT: high-resolution computed tomography
LDCT: low-dose computed tomography
NCCT: non-contrast computed tomography
CECT: contrast-enhanced computed tomography
CTP: computed tomography perfusion
CTC: computed tomography colonography
MRE: magnetic resonance enterography
CTE: computed tomography enterography
US: ultrasound [abdomen, renal, pelvic, doppler, gallbladder, @imaging]; United States [born, travel]
USS: ultrasound scan
U/S: ultrasound
XR: X-ray
CXR: chest X-ray
PXR: pelvic X-ray
PA: posteroanterior [chest, lateral, film, view, @imaging]; pulmonary artery [pressure, catheter, enlarged, embolus]; physician assistant [seen, clinic]; pernicious anemia [b12, macrocytic]
IVP: intravenous pyelogram
IVU: intravenous urogram
UGI: upper gastrointestinal series
MBS: modified barium swallow
VFSS: videofluoroscopic swallow study
DSA: digital subtraction angiography
IR: interventional radiology [drain, biopsy, embolization, consult, catheter]; immediate release [mg, tablet]; insulin resistance [obesity, glucose]
NM: nuclear medicine
SPECT: single-photon emission computed tomography
MPI: myocardial perfusion imaging
MUGA: multigated acquisition scan
V/Q: ventilation-perfusion
VQ: ventilation-perfusion
FDG: fluorodeoxyglucose
PSMA: prostate-specific membrane antigen
DWI: diffusion-weighted imaging [restriction, mri, infarct, sequence]; driving while intoxicated [police, alcohol, driver]
ADC: apparent diffusion coefficient
FLAIR: fluid-attenuated inversion recovery
STIR: short tau inversion recovery
SWI: susceptibility-weighted imaging
GRE: gradient echo
TE: echo time
FOV: field of view
ROI: region of interest
HU: Hounsfield units [density, attenuation, lesion, @imaging]; hydroxyurea [sickle, mg]
MIP: maximum intensity projection
MPR: multiplanar reformation
SUV: standardized uptake value
NSF: nephrogenic systemic fibrosis
w/: with
w/o: without
WO: without [contrast, ct, mri, @imaging]
IV: intravenous
IM: intramuscular [injection, mg, dose, vaccine]; internal medicine [consult, admitted, team]
SC: subcutaneous
SQ: subcutaneous
SL: sublingual
IO: intraosseous
PRN: as needed
QD: once daily
BID: twice daily
BD: twice daily [mg, tablet, days]; bile duct [dilated, stone]
TID: three times daily
TDS: three times daily
QID: four times daily
QDS: four times daily
QHS: every night at bedtime
HS: at bedtime [mg, tablet, @medication]; heart sounds [murmur, s1, normal, @exam]; hidradenitis suppurativa [axilla, abscess, groin]
QAM: every morning
QPM: every evening
q4h: every 4 hours
q6h: every 6 hours
q8h: every 8 hours
q12h: every 12 hours
AC: before meals [mg, tablet, insulin]; anticoagulation [warfarin, bleeding, af]; acromioclavicular [joint, shoulder]
PC: after meals [mg, tablet]; presenting complaint [@history, history]
STAT: immediately
ASAP: as soon as possible
LD: loading dose
mg: milligram
mcg: microgram
mL: millilitre
tab: tablet
tabs: tablets
cap: capsule
gtt: drops
DAPT: dual antiplatelet therapy
ASA: acetylsalicylic acid
NSAID: nonsteroidal anti-inflammatory drug
NSAIDs: nonsteroidal anti-inflammatory drugs
ACEI: angiotensin-converting enzyme inhibitor
ACEi: angiotensin-converting enzyme inhibitor
ARB: angiotensin receptor blocker
BB: beta blocker
CCB: calcium channel blocker
PPI: proton pump inhibitor
H2RA: histamine-2 receptor antagonist
SSRI: selective serotonin reuptake inhibitor
SNRI: serotonin-norepinephrine reuptake inhibitor
TCA: tricyclic antidepressant
DOAC: direct oral anticoagulant
NOAC: novel oral anticoagulant
LMWH: low-molecular-weight heparin
UFH: unfractionated heparin
HCTZ: hydrochlorothiazide
MTX: methotrexate
MMF: mycophenolate mofetil
TMP-SMX: trimethoprim-sulfamethoxazole
SMX: sulfamethoxazole
INH: isoniazid
NTG: nitroglycerin
GTN: glyceryl trinitrate
APAP: acetaminophen
KCl: potassium chloride
D5W: 5% dextrose in water
LR: lactated Ringer solution
TXA: tranexamic acid
Hx: history
hx: history
PMH: past medical history
PMHx: past medical history
PSH: past surgical history
PSHx: past surgical history
FH: family history
FHx: family history
SH: social history
HPI: history of present illness
HOPC: history of presenting complaint
ROS: review of systems
CC/HPI: chief complaint and history of present illness
Dx: diagnosis
dx: diagnosis
DDx: differential diagnosis
Tx: treatment [started, received, completed, antibiotics, response]; transplant [kidney, liver, renal, donor]
tx: treatment
Rx: prescription
Sx: symptoms [onset, resolved, worse, new]; surgery [postoperative, elective, prior]
sx: symptoms
c/o: complains of
h/o: history of
r/o: rule out
R/O: rule out
s/p: status post
S/P: status post
d/t: due to
f/u: follow-up
F/U: follow-up
b/l: bilateral
B/L: bilateral
a/w: associated with
p/w: presents with
y/o: year-old
yo: year-old
YO: year-old
wk: week
wks: weeks
mo: month
mos: months
WNL: within normal limits
NKDA: no known drug allergies
NKA: no known allergies
A&O: alert and oriented
AAO: awake, alert and oriented
A&Ox3: alert and oriented to person, place and time
A/P: assessment and plan
D/C: discharge [home, today, hospital, patient]; discontinue [medication, drug, stop]
DC: discharge [home, today, hospital, instructions]; discontinue [medication, drug, stop]
DOB: date of birth [born, mrn]; difficulty of breathing [cough, fever, wheeze]
POD: postoperative day
ED: emergency department [presented, arrival, seen, triage, brought]; erectile dysfunction [sildenafil, sexual]
A&E: accident and emergency
ICU: intensive care unit
CCU: coronary care unit
OPD: outpatient department
IPD: inpatient department
OR: operating room [surgery, taken, anesthesia]; odds ratio [study, confidence, ci]
PACU: post-anesthesia care unit
EMS: emergency medical services
LOS: length of stay
AMA: against medical advice
DOA: dead on arrival
RTW: return to work
NOS: not otherwise specified
VS: vital signs
VSS: vital signs stable
AVSS: afebrile, vital signs stable
Temp: temperature
Wt: weight
Ht: height
BSA: body surface area
NTND: non-tender and non-distended
S/NT/ND: soft, non-tender and non-distended
HSM: hepatosplenomegaly
CCE: clubbing, cyanosis and edema
PICC: peripherally inserted central catheter
CVC: central venous catheter
CVL: central venous line
UAC: umbilical artery catheter
UVC: umbilical vein catheter
JP drain: Jackson-Pratt drain
VAC: vacuum-assisted closure
`);
