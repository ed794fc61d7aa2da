import { abbreviations } from "../abbreviation.ts";

/** Bones, joints, spine, injuries, skin. */
export const BONES_JOINTS = abbreviations(`
Fx: fracture [x-ray, xr, fall, displaced, cast, trauma, hip, rib, wrist, ankle, distal]; function [renal, liver, tests]
FX: fracture
fx: fracture
Fxs: fractures
OA: osteoarthritis
OP: osteoporosis [dexa, bone, density, bisphosphonate, fracture]; outpatient [clinic, visit, appointment]; oropharynx [clear, erythema, @exam]
DJD: degenerative joint disease
DDD: degenerative disc disease
LBP: low back pain
HNP: herniated nucleus pulposus
LSS: lumbar spinal stenosis
CES: cauda equina syndrome
SCI: spinal cord injury
SI joint: sacroiliac joint
C-spine: cervical spine
T-spine: thoracic spine
L-spine: lumbar spine
LS spine: lumbosacral spine
ACDF: anterior cervical discectomy and fusion
PLIF: posterior lumbar interbody fusion
TLIF: transforaminal lumbar interbody fusion
DISH: diffuse idiopathic skeletal hyperostosis
OPLL: ossification of the posterior longitudinal ligament
ACL: anterior cruciate ligament
PCL: posterior cruciate ligament
MCL: medial collateral ligament [knee, valgus, tear]; mantle cell lymphoma [lymphoma, nodes]
LCL: lateral collateral ligament
MPFL: medial patellofemoral ligament
PFPS: patellofemoral pain syndrome
ITB: iliotibial band
TKA: total knee arthroplasty
TKR: total knee replacement
THA: total hip arthroplasty
THR: total hip replacement
TSA: total shoulder arthroplasty
ORIF: open reduction and internal fixation
CRPP: closed reduction and percutaneous pinning
IM nail: intramedullary nail
DHS: dynamic hip screw
NOF: neck of femur
NOFF: neck of femur fracture
AVN: avascular necrosis
ON: osteonecrosis
CRPS: complex regional pain syndrome
RTC: rotator cuff [shoulder, tear, tendon, supraspinatus]; return to clinic [weeks, follow, months, @plan]
SLAP: superior labrum anterior to posterior tear
AC joint: acromioclavicular joint
ACJ: acromioclavicular joint
GHJ: glenohumeral joint
TFCC: triangular fibrocartilage complex
FOOSH: fall on outstretched hand
DRUJ: distal radioulnar joint
MCP: metacarpophalangeal
MCPJ: metacarpophalangeal joint
PIP: proximal interphalangeal [joint, finger, hand]; peak inspiratory pressure [ventilator, cm, airway]
DIP: distal interphalangeal [joint, finger, hand]; desquamative interstitial pneumonia [lung, smoker]
CMC: carpometacarpal
MTP: metatarsophalangeal
MTPJ: metatarsophalangeal joint
IPJ: interphalangeal joint
ATFL: anterior talofibular ligament
CFL: calcaneofibular ligament
SLE: systemic lupus erythematosus
PMR: polymyalgia rheumatica
PsA: psoriatic arthritis
JRA: juvenile rheumatoid arthritis
ReA: reactive arthritis
MCTD: mixed connective tissue disease
GPA: granulomatosis with polyangiitis
EGPA: eosinophilic granulomatosis with polyangiitis
PAN: polyarteritis nodosa
CPPD: calcium pyrophosphate deposition disease
ROM: range of motion [shoulder, knee, joint, full, limited, pain]; rupture of membranes [labor, fluid, pregnant]
SLR: straight leg raise
FROM: full range of motion
WBAT: weight bearing as tolerated
NWB: non-weight bearing
PWB: partial weight bearing
FWB: full weight bearing
TTP: tender to palpation [tenderness, point, abdomen, spine, @exam]; thrombotic thrombocytopenic purpura [platelets, schistocytes, hemolysis]
TTWB: toe-touch weight bearing
NVI: neurovascularly intact
MVC: motor vehicle collision
MCC: motorcycle collision
GSW: gunshot wound
SW: stab wound [knife, penetrating]; social worker [consult, family, housing, @plan]
FB: foreign body
POP: plaster of Paris [cast, fracture, wrist]; progestogen-only pill [contraception]
OM: osteomyelitis [bone, ulcer, foot, mri, diabetic]; otitis media [ear, child, amoxicillin]
SSTI: skin and soft tissue infection
NF: necrotizing fasciitis
SCC: squamous cell carcinoma
BCC: basal cell carcinoma
AK: actinic keratosis
SJS: Stevens-Johnson syndrome
TEN: toxic epidermal necrolysis
DRESS: drug reaction with eosinophilia and systemic symptoms
MM: multiple myeloma [lytic, marrow, protein, calcium]; malignant melanoma [skin, mole, breslow]; mucous membranes [moist, dry, @exam]
OI: osteogenesis imperfecta [fractures, sclera, bone]; opportunistic infection [hiv, cd4, prophylaxis]
GCT: giant cell tumor
ABC: aneurysmal bone cyst [bone, lytic, lesion]; airway, breathing, circulation [trauma, resuscitation]
UBC: unicameral bone cyst
DEXA: dual-energy X-ray absorptiometry
DXA: dual-energy X-ray absorptiometry
BMD: bone mineral density
PT: physical therapy [exercises, strength, gait, home, sessions, ambulate, @plan]; prothrombin time [inr, coagulation, seconds, ptt, @lab]; patient [reports, states, denies, presents, seen]
OT: occupational therapy [hand, daily, splint, home, @plan]; operating theatre [surgery, taken]
DNR: do not resuscitate
ADL: activities of daily living
ADLs: activities of daily living
`);
