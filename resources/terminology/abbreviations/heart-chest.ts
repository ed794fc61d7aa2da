import { abbreviations } from "../abbreviation.ts";

/** Heart, vessels, lungs. */
export const HEART_CHEST = abbreviations(`
MI: myocardial infarction [chest pain, troponin, ecg, stent, coronary, infarct, cad, stemi, nstemi, angina, aspirin, acute, old, anterior, inferior, prior]; mitral insufficiency [valve, murmur, regurgitation, echo, echocardiogram, moderate, trace, ar, tr, leaflet, prolapse]; mesenteric ischemia [bowel, abdominal, sma, lactate, postprandial]
CAD: coronary artery disease [stent, angina, cabg, mi, lipid, smoker]; computer-aided detection [mammogram, breast, software, nodule, detected, @imaging]
CHF: congestive heart failure
HF: heart failure [edema, ejection, bnp, dyspnea, diuretic, ef]; hip fracture [fall, femur, orif, elderly]; high flow [oxygen, cannula, nasal, litres]
HFrEF: heart failure with reduced ejection fraction
HFpEF: heart failure with preserved ejection fraction
ACS: acute coronary syndrome [chest pain, troponin, ecg, heparin, aspirin]; abdominal compartment syndrome [pressure, bladder, laparotomy, ventilated]; acute chest syndrome [sickle, hypoxia, infiltrate, crisis]
NSTEMI: non-ST-elevation myocardial infarction
STEMI: ST-elevation myocardial infarction
AF: atrial fibrillation [rate, warfarin, apixaban, palpitations, irregular, anticoagulation, rvr]; anterior fontanelle [infant, newborn, neonate, bulging, flat]; amniotic fluid [fetal, pregnancy, gestation]
Afib: atrial fibrillation
AFib: atrial fibrillation
RVR: rapid ventricular response
SVT: supraventricular tachycardia [palpitations, adenosine, narrow]; superficial vein thrombosis [leg, vein, saphenous, cord]
VT: ventricular tachycardia [shock, wide, icd, amiodarone, arrest]; tidal volume [ventilator, peep, ml]
VF: ventricular fibrillation [arrest, shock, defibrillated]; visual fields [eye, cut, hemianopia, confrontation, glaucoma, @exam]
PVC: premature ventricular contraction [ecg, beats, ectopy, holter]; polyvinyl chloride [exposure, worker, tube]
PAC: premature atrial contraction [ecg, beats, ectopy, holter]; pulmonary artery catheter [wedge, swan, icu]
LBBB: left bundle branch block
RBBB: right bundle branch block
AV: atrioventricular [block, node, conduction, heart]; arteriovenous [fistula, malformation, dialysis, graft]; aortic valve [stenosis, leaflet, replacement, gradient]
AVB: atrioventricular block
PPM: permanent pacemaker [pacing, lead, bradycardia, block]; parts per million [air, carbon, exposure]
ICD: implantable cardioverter-defibrillator [shock, lead, vt, pacing, ef, device]; International Classification of Diseases [code, coding, coded]
LVEF: left ventricular ejection fraction
EF: ejection fraction [lv, ventricular, echo, heart]; enteral feeding [tube, nutrition]
LVH: left ventricular hypertrophy
RVH: right ventricular hypertrophy
LV: left ventricle
RV: right ventricle [strain, dilated, ventricular, heart, embolism]; residual volume [lung, spirometry, tlc, ml]
LA: left atrium [dilated, appendage, thrombus, atrial, echo]; left arm [cuff, bp, pain]; local anesthetic [lidocaine, injection, procedure]
RA: rheumatoid arthritis [joint, methotrexate, synovitis, swelling, factor, hands, mtx]; right atrium [dilated, pressure, atrial, echo, lead]; room air [sat, saturation, spo2, sats, oxygen, %]
LAD: left anterior descending artery [stent, lesion, stenosis, coronary, occlusion]; lymphadenopathy [nodes, neck, cervical, axillary, hilar, mediastinal]; left axis deviation [ecg, axis]
RCA: right coronary artery
LCX: left circumflex artery
LM: left main coronary artery
CABG: coronary artery bypass grafting
PCI: percutaneous coronary intervention [stent, coronary, angioplasty, stemi]; prophylactic cranial irradiation [brain, sclc, radiation]
PTCA: percutaneous transluminal coronary angioplasty
DES: drug-eluting stent
BMS: bare-metal stent
TAVR: transcatheter aortic valve replacement
TAVI: transcatheter aortic valve implantation
SAVR: surgical aortic valve replacement
AVR: aortic valve replacement
MVR: mitral valve replacement
MVP: mitral valve prolapse
AS: aortic stenosis [murmur, valve, gradient, syncope, tavr, severe]; ankylosing spondylitis [back, sacroiliac, hla, stiffness, spine]
MS: multiple sclerosis [demyelinating, relapsing, plaques, optic, lesions, white matter, neuritis, brain]; mitral stenosis [valve, murmur, rheumatic, atrial]; morphine sulfate [mg, iv, pain, dose, @medication]; mental status [altered, alert, confused, baseline, @exam]; musculoskeletal [strength, range, joints, @exam]
MR: magnetic resonance [brain, spine, contrast, knee, imaging, gadolinium, @imaging]; mitral regurgitation [valve, murmur, echo, moderate, severe, lv]; mental retardation [developmental, delay, school]
AR: aortic regurgitation [valve, murmur, diastolic, echo]; allergic rhinitis [sneezing, nose, pollen]
AI: aortic insufficiency [valve, murmur, diastolic]; adrenal insufficiency [cortisol, steroid, addison, hypotension]; artificial intelligence [algorithm, software, model]
TR: tricuspid regurgitation [valve, murmur, echo, rv]; time of repetition [te, sequence, ms, @imaging]
TS: tricuspid stenosis [valve, murmur]; transsphenoidal [pituitary, resection, surgery]
PFO: patent foramen ovale
ASD: atrial septal defect [shunt, heart, septum, murmur]; autism spectrum disorder [child, behavior, speech, development]
VSD: ventricular septal defect
PDA: patent ductus arteriosus [neonate, murmur, premature, shunt, infant]; posterior descending artery [coronary, stenosis, rca]
TOF: tetralogy of Fallot [cyanosis, repair, child, heart]; time of flight [mra, angiography, @imaging]
HOCM: hypertrophic obstructive cardiomyopathy
HCM: hypertrophic cardiomyopathy
DCM: dilated cardiomyopathy
ARVC: arrhythmogenic right ventricular cardiomyopathy
HTN: hypertension
HLD: hyperlipidemia
PHTN: pulmonary hypertension
PH: pulmonary hypertension [rv, pulmonary, sildenafil, pressure]; past history [@history, medical, surgical]
PAH: pulmonary arterial hypertension
PE: pulmonary embolism [chest pain, dyspnea, d-dimer, cta, ctpa, tachycardia, dvt, wells, anticoagulation, embolus, rule, pleuritic]; pleural effusion [drain, thoracentesis, fluid, costophrenic, bilateral]; physical examination [normal, unremarkable, @exam]; pre-eclampsia [pregnant, gestation, proteinuria, weeks]
DVT: deep vein thrombosis
VTE: venous thromboembolism
PVD: peripheral vascular disease [claudication, leg, pulses, abi]; posterior vitreous detachment [eye, floaters, flashes]
PAD: peripheral arterial disease
ABI: ankle-brachial index [claudication, leg, pulses]; acquired brain injury [head, rehabilitation, cognitive]
AAA: abdominal aortic aneurysm
TAA: thoracic aortic aneurysm
AD: aortic dissection [tearing, chest, flap, type]; Alzheimer disease [memory, dementia, cognitive]; atopic dermatitis [skin, rash, itch]
IABP: intra-aortic balloon pump
ECMO: extracorporeal membrane oxygenation
LVAD: left ventricular assist device
CVP: central venous pressure
JVD: jugular venous distension
JVP: jugular venous pressure
BP: blood pressure
SBP: systolic blood pressure [mmhg, over, hypotension]; spontaneous bacterial peritonitis [ascites, cirrhosis, paracentesis, fluid]
DBP: diastolic blood pressure
MAP: mean arterial pressure
HR: heart rate [beats, bpm, bp, rr, tachycardia, regular]; high resolution [ct, chest, @imaging]
BPM: beats per minute
CP: chest pain [sob, troponin, ecg, exertional, substernal, radiating, acute]; cerebral palsy [spastic, child, seizure, wheelchair]; chronic pancreatitis [alcohol, pancreas, lipase]
CPR: cardiopulmonary resuscitation
ROSC: return of spontaneous circulation
PEA: pulseless electrical activity
ECG: electrocardiogram
EKG: electrocardiogram
TTE: transthoracic echocardiogram
TEE: transesophageal echocardiogram
LHC: left heart catheterization
RHC: right heart catheterization
PND: paroxysmal nocturnal dyspnea [orthopnea, edema, heart]; postnasal drip [cough, sinus, rhinitis]
DOE: dyspnea on exertion
SOB: shortness of breath
SOBOE: shortness of breath on exertion
LE: lower extremity [edema, dvt, pain, swelling, weakness]; lupus erythematosus [ana, rash, systemic]
UE: upper extremity
CVD: cardiovascular disease
CTEPH: chronic thromboembolic pulmonary hypertension
COPD: chronic obstructive pulmonary disease
AECOPD: acute exacerbation of chronic obstructive pulmonary disease
ILD: interstitial lung disease
IPF: idiopathic pulmonary fibrosis
UIP: usual interstitial pneumonia
NSIP: nonspecific interstitial pneumonia
HP: hypersensitivity pneumonitis [ground, bird, mosaic, lung, interstitial]; Helicobacter pylori [gastric, ulcer, breath, biopsy]
COP: cryptogenic organizing pneumonia
ARDS: acute respiratory distress syndrome
RDS: respiratory distress syndrome
PNA: pneumonia
CAP: community-acquired pneumonia [cough, fever, infiltrate, antibiotics, consolidation, sputum]; chest abdomen and pelvis [ct, scan, staging, @imaging]
HAP: hospital-acquired pneumonia
VAP: ventilator-associated pneumonia
PCP: Pneumocystis pneumonia [hiv, cd4, hypoxia, ground]; primary care physician [follow, visit, refer, seen, clinic, @plan]; phencyclidine [drug, urine, screen, intoxication]
PJP: Pneumocystis jirovecii pneumonia
URI: upper respiratory infection
URTI: upper respiratory tract infection
LRTI: lower respiratory tract infection
PTX: pneumothorax
TB: tuberculosis
MDR-TB: multidrug-resistant tuberculosis
LTBI: latent tuberculosis infection
AFB: acid-fast bacilli
MAC: Mycobacterium avium complex [sputum, nodules, bronchiectasis]; monitored anesthesia care [sedation, procedure]
OSA: obstructive sleep apnea
CPAP: continuous positive airway pressure
BiPAP: bilevel positive airway pressure
NIV: noninvasive ventilation
PEEP: positive end-expiratory pressure
FiO2: fraction of inspired oxygen
SpO2: oxygen saturation by pulse oximetry
O2: oxygen
NC: nasal cannula [oxygen, l, litres, o2, sat]; no change [stable, compared, unchanged]
NRB: non-rebreather mask
ETT: endotracheal tube [intubated, carina, ventilator, position]; exercise tolerance test [treadmill, stress, bruce]
ABG: arterial blood gas
VBG: venous blood gas
PFT: pulmonary function test
FEV1: forced expiratory volume in one second
FVC: forced vital capacity
DLCO: diffusing capacity for carbon monoxide
TLC: total lung capacity [spirometry, restrictive]; tender loving care [support, comfort]
RLL: right lower lobe
RML: right middle lobe
RUL: right upper lobe
LLL: left lower lobe
LUL: left upper lobe
GGO: ground-glass opacity
SPN: solitary pulmonary nodule
NSCLC: non-small cell lung cancer
SCLC: small cell lung cancer
VATS: video-assisted thoracoscopic surgery
EBUS: endobronchial ultrasound
BAL: bronchoalveolar lavage [bronchoscopy, culture, fluid]; blood alcohol level [intoxicated, ethanol]
CTAB: clear to auscultation bilaterally
CTA: computed tomography angiography [contrast, chest, pe, head, neck, aorta, @imaging]; clear to auscultation [lungs, wheezes, bilaterally, @exam]
RRR: regular rate and rhythm
RR: respiratory rate [breaths, hr, bp, sat, temp]; relative risk [study, confidence]
CF: cystic fibrosis [sweat, bronchiectasis, pseudomonas, pancreatic]; counting fingers [vision, eye, acuity]
`);
