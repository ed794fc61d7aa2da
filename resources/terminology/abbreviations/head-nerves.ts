import { abbreviations } from "../abbreviation.ts";

/** Brain, nerves, mind, eyes, ears, nose and throat. */
export const HEAD_NERVES = abbreviations(`
CVA: cerebrovascular accident [stroke, weakness, hemiparesis, aphasia, facial, brain]; costovertebral angle [tenderness, flank, kidney, pyelonephritis, @exam]
TIA: transient ischemic attack
ICH: intracerebral hemorrhage
SAH: subarachnoid hemorrhage
SDH: subdural hematoma
EDH: epidural hematoma
IVH: intraventricular hemorrhage
ICP: intracranial pressure [papilledema, headache, shunt, brain]; intrahepatic cholestasis of pregnancy [itch, pregnant, bile]
TBI: traumatic brain injury
LOC: loss of consciousness [head, syncope, fall, amnesia, seizure, trauma]; level of care [clinic, referral, hospital, facility]; level of consciousness [drowsy, gcs, alert]
GCS: Glasgow Coma Scale
NIHSS: National Institutes of Health Stroke Scale
tPA: tissue plasminogen activator
LVO: large vessel occlusion
MCA: middle cerebral artery [stroke, occlusion, hyperdense, infarct, territory]; motor cycle accident [trauma, helmet, rider, injuries]
ACA: anterior cerebral artery
PCA: posterior cerebral artery [stroke, infarct, occipital, occlusion]; patient-controlled analgesia [pain, morphine, pump, hydromorphone]
ICA: internal carotid artery
VA: vertebral artery [dissection, neck, stroke]; visual acuity [eye, 20/20, vision, @exam]; Veterans Affairs [hospital, clinic, benefits]
AVM: arteriovenous malformation
CVST: cerebral venous sinus thrombosis
CVT: cerebral venous thrombosis
PRES: posterior reversible encephalopathy syndrome
RCVS: reversible cerebral vasoconstriction syndrome
NPH: normal pressure hydrocephalus [gait, ventricles, incontinence, dementia, shunt]; neutral protamine Hagedorn insulin [units, insulin, glucose, @medication]
IIH: idiopathic intracranial hypertension
VP: ventriculoperitoneal [shunt, hydrocephalus]; ventricular paced [ecg, rhythm]
EVD: external ventricular drain [hydrocephalus, icp, drainage]; Ebola virus disease [outbreak, fever, contact]
CSF: cerebrospinal fluid
LP: lumbar puncture
EEG: electroencephalogram
EMG: electromyography
NCS: nerve conduction study
SZ: seizure
GTC: generalized tonic-clonic seizure
AED: antiepileptic drug [seizure, levetiracetam, epilepsy]; automated external defibrillator [arrest, shock]
PNES: psychogenic nonepileptic seizures
MTS: mesial temporal sclerosis
PD: Parkinson disease [tremor, rigidity, levodopa, gait, bradykinesia]; peritoneal dialysis [catheter, esrd, exchange, peritonitis]; progressive disease [response, chemotherapy, metastases]
MND: motor neuron disease
ALS: amyotrophic lateral sclerosis [fasciculations, weakness, bulbar]; advanced life support [ambulance, paramedics]
GBS: Guillain-Barré syndrome [weakness, ascending, areflexia, csf]; group B Streptococcus [swab, pregnancy, labor, neonatal, ampicillin]
MG: myasthenia gravis [ptosis, diplopia, thymoma, acetylcholine, fatigable, thymectomy]
NMO: neuromyelitis optica
ADEM: acute disseminated encephalomyelitis
CIDP: chronic inflammatory demyelinating polyneuropathy
PML: progressive multifocal leukoencephalopathy
AMS: altered mental status
MCI: mild cognitive impairment
MMSE: Mini-Mental State Examination
MoCA: Montreal Cognitive Assessment
FTD: frontotemporal dementia
LBD: Lewy body dementia
CJD: Creutzfeldt-Jakob disease
HA: headache [migraine, nausea, throbbing, worst, photophobia, head, thunderclap]; hyaluronic acid [injection, knee]
H/A: headache
N/V: nausea and vomiting
N/V/D: nausea, vomiting and diarrhea
CN: cranial nerve
PERRL: pupils equal, round and reactive to light
PERRLA: pupils equal, round, reactive to light and accommodation
EOM: extraocular movements [intact, eyes, gaze]
EOMI: extraocular movements intact
DTR: deep tendon reflexes
UMN: upper motor neuron
LMN: lower motor neuron
RAPD: relative afferent pupillary defect
IAC: internal auditory canal
CPA: cerebellopontine angle
SNHL: sensorineural hearing loss
BPPV: benign paroxysmal positional vertigo
GBM: glioblastoma [brain, tumor, temozolomide, resection]; glomerular basement membrane [antibody, kidney]
DIPG: diffuse intrinsic pontine glioma
NF1: neurofibromatosis type 1
NF2: neurofibromatosis type 2
TSC: tuberous sclerosis complex
VHL: von Hippel-Lindau disease
TGN: trigeminal neuralgia
CTS: carpal tunnel syndrome
MDD: major depressive disorder
GAD: generalized anxiety disorder
PTSD: post-traumatic stress disorder
OCD: obsessive-compulsive disorder [anxiety, compulsions, washing]; osteochondritis dissecans [knee, fragment, cartilage, talar]
ADHD: attention deficit hyperactivity disorder
BPD: bipolar disorder [mania, lithium, mood]; bronchopulmonary dysplasia [premature, infant, oxygen]; biparietal diameter [fetal, weeks, ultrasound]
SI: suicidal ideation [depressed, plan, psychiatric, denies]; sacroiliac [joint, back, sacroiliitis]
HI: homicidal ideation [psychiatric, denies]; head injury [fall, loss, trauma]
ETOH: alcohol
EtOH: alcohol
IVDU: intravenous drug use
OD: overdose [pills, opioid, naloxone, ingestion]; right eye [vision, acuity, os, pressure]; once daily [mg, tablet, @medication]
OS: left eye [vision, acuity, od, pressure]; overall survival [months, trial, median]
OU: both eyes
IOP: intraocular pressure
POAG: primary open-angle glaucoma
AMD: age-related macular degeneration
ARMD: age-related macular degeneration
DR: diabetic retinopathy [eye, laser, retina]; digital radiography [film, detector]
RD: retinal detachment
CRAO: central retinal artery occlusion
CRVO: central retinal vein occlusion
GCA: giant cell arteritis
ENT: ear, nose and throat
HEENT: head, eyes, ears, nose and throat
TM: tympanic membrane [ear, otitis, perforation, bulging]; transverse myelitis [cord, weakness, sensory]
AOM: acute otitis media
OME: otitis media with effusion
TMJ: temporomandibular joint
PTA: peritonsillar abscess [throat, trismus, uvula, tonsil]; prior to admission [medications, home, @history]
FESS: functional endoscopic sinus surgery
OSAS: obstructive sleep apnea syndrome
NPC: nasopharyngeal carcinoma
SCM: sternocleidomastoid
CSM: cervical spondylotic myelopathy
FND: functional neurological disorder
RLS: restless legs syndrome
LMCA: left middle cerebral artery
RMCA: right middle cerebral artery
`);
