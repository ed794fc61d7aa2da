import { abbreviations } from "../abbreviation.ts";

/** Blood, infections, cancer, laboratory. */
export const BLOOD_INFECTION_CANCER = abbreviations(`
CBC: complete blood count
FBC: full blood count
WBC: white blood cell count
RBC: red blood cell
pRBC: packed red blood cells
PRBC: packed red blood cells
Hb: hemoglobin
Hgb: hemoglobin
Hct: hematocrit
H/H: hemoglobin and hematocrit
Plt: platelets
PLT: platelets
MCV: mean corpuscular volume
ESR: erythrocyte sedimentation rate
CRP: C-reactive protein
PCT: procalcitonin [sepsis, infection, bacterial, level]; proximal convoluted tubule [kidney, sodium]
BMP: basic metabolic panel
CMP: comprehensive metabolic panel [glucose, electrolytes, @lab]; cardiomyopathy [ejection, dilated, ischemic]
U&E: urea and electrolytes
LDH: lactate dehydrogenase
CK: creatine kinase
CPK: creatine phosphokinase
BNP: B-type natriuretic peptide
INR: international normalized ratio
PTT: partial thromboplastin time
aPTT: activated partial thromboplastin time
FFP: fresh frozen plasma
DIC: disseminated intravascular coagulation
ITP: immune thrombocytopenic purpura
HIT: heparin-induced thrombocytopenia
HUS: hemolytic uremic syndrome
APS: antiphospholipid syndrome
APLS: antiphospholipid syndrome
SCD: sickle cell disease [crisis, pain, hydroxyurea, hemoglobin]; sudden cardiac death [arrest, family, icd]; sequential compression device [prophylaxis, dvt, stockings]
SS: sickle cell disease [crisis, hemoglobin, genotype]; Sjögren syndrome [dry, eyes, mouth]; social security [benefits]
VOC: vaso-occlusive crisis
G6PD: glucose-6-phosphate dehydrogenase
IDA: iron deficiency anemia
ACD: anemia of chronic disease
AIHA: autoimmune hemolytic anemia
VWD: von Willebrand disease
ALL: acute lymphoblastic leukemia
CLL: chronic lymphocytic leukemia
CML: chronic myeloid leukemia
MDS: myelodysplastic syndrome
MPN: myeloproliferative neoplasm
NHL: non-Hodgkin lymphoma
HL: Hodgkin lymphoma [nodes, abvd, lymphoma]; hearing loss [audiogram, ear]; hyperlipidemia [statin, cholesterol, ldl]
DLBCL: diffuse large B-cell lymphoma
FL: follicular lymphoma
MGUS: monoclonal gammopathy of undetermined significance
BMT: bone marrow transplant
SCT: stem cell transplant
HSCT: hematopoietic stem cell transplant
GVHD: graft-versus-host disease
PTLD: post-transplant lymphoproliferative disorder
TLS: tumor lysis syndrome
FN: febrile neutropenia [chemotherapy, fever, anc]; facial nerve [palsy, parotid]
CA: cancer [breast, lung, colon, metastatic, prostate, ovarian]; cardiac arrest [cpr, rosc]; coronary angiography [stenosis, catheter]
Ca: cancer [breast, lung, colon, metastatic, prostate, stage]; calcium [level, mg, phosphate, @lab]
mets: metastases
Mets: metastases
METS: metabolic equivalents [exercise, stress, treadmill, capacity]; metastases [bone, liver, brain, cancer]
LN: lymph node
LND: lymph node dissection
XRT: radiation therapy
RT: radiation therapy [chemo, fractions, tumor, gy, cancer]; respiratory therapist [nebulizer, ventilator, oxygen]; right [side, leg, arm, hip, knee, shoulder]
Rt: right
Lt: left
EBRT: external beam radiation therapy
SBRT: stereotactic body radiation therapy
SRS: stereotactic radiosurgery
WBRT: whole brain radiation therapy
TACE: transarterial chemoembolization
RFA: radiofrequency ablation
CEA: carcinoembryonic antigen [colon, tumor, marker, level]; carotid endarterectomy [carotid, stenosis, stroke]
AFP: alpha-fetoprotein [liver, hcc, tumor, level, marker]; acute flaccid paralysis [polio, weakness, child]
CUP: cancer of unknown primary
NED: no evidence of disease
NAD: no acute distress [general, alert, appearance, @exam]; no abnormality detected [x-ray, film, normal]
GIST: gastrointestinal stromal tumor
NET: neuroendocrine tumor
KS: Kaposi sarcoma
MPM: malignant pleural mesothelioma
HIV: human immunodeficiency virus
AIDS: acquired immunodeficiency syndrome
ART: antiretroviral therapy [hiv, viral, adherence, cd4]; assisted reproductive technology [ivf, infertility]
HAART: highly active antiretroviral therapy
PLHIV: people living with HIV
PLWH: people living with HIV
PrEP: pre-exposure prophylaxis
PEP: post-exposure prophylaxis
IRIS: immune reconstitution inflammatory syndrome
VL: viral load [hiv, copies, art]; visceral leishmaniasis [spleen, fever, parasites]
CD4: CD4 cell count
CMV: cytomegalovirus
EBV: Epstein-Barr virus
HSV: herpes simplex virus
VZV: varicella zoster virus
HHV: human herpesvirus
STI: sexually transmitted infection
STD: sexually transmitted disease
RPR: rapid plasma reagin
VDRL: Venereal Disease Research Laboratory test
GC: gonococcus [chlamydia, urethral, swab]; general condition [fair, stable, @exam]
MRSA: methicillin-resistant Staphylococcus aureus
MSSA: methicillin-susceptible Staphylococcus aureus
VRE: vancomycin-resistant Enterococcus
ESBL: extended-spectrum beta-lactamase
CRE: carbapenem-resistant Enterobacterales
SIRS: systemic inflammatory response syndrome
IE: infective endocarditis
SBE: subacute bacterial endocarditis
FUO: fever of unknown origin
PUO: pyrexia of unknown origin
RDT: rapid diagnostic test
mRDT: malaria rapid diagnostic test
BS: blood smear [malaria, parasites, slide]; bowel sounds [abdomen, present, soft, @exam]; breath sounds [lungs, decreased, @exam]
ACT: artemisinin-based combination therapy
VHF: viral hemorrhagic fever
NTD: neglected tropical disease [elimination, worms]; neural tube defect [folate, fetal, spina]
WHO: World Health Organization
MOH: Ministry of Health
UCG: Uganda Clinical Guidelines
C&S: culture and sensitivity
MCS: microscopy, culture and sensitivity
BCx: blood culture
UCx: urine culture
PCR: polymerase chain reaction
ANA: antinuclear antibody
RF: rheumatoid factor [joint, arthritis, anti-ccp]; renal failure [creatinine, dialysis, chronic]; risk factor [smoking, family]
ANCA: antineutrophil cytoplasmic antibody
SPEP: serum protein electrophoresis
LOD: limit of detection
QNS: quantity not sufficient
T&S: type and screen
GXM: group and crossmatch
`);
