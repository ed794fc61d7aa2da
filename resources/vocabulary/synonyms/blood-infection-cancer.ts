import { synonyms } from "../synonym-set.ts";

/** Infection, blood, cancer in general, childhood. */
export const BLOOD_INFECTION_CANCER = synonyms(`
= hay fever; seasonal allergies; allergic rhinitis; pollen allergy
= fever; pyrexia; raised temperature; high temperature; febrile illness
~ febrile; feverish; hot; has a temperature; pyrexial
~ afebrile; no fever; temperature normal; apyrexial
= low grade fever; slight fever; mild temperature; low grade temp
= chills; rigors; shivering; shaking chills; shivers
= sepsis; blood poisoning; systemic infection; septicemia; septicaemia
~ septic; toxic looking; with sepsis
= septic shock; shock from infection
= bacteremia; bacteria in the blood; positive blood cultures; bacteraemia
= leukocytosis; raised white count; high white cells; elevated WBC; raised WCC; white cells up
= white blood cells; WBC; white cell count; WCC; white count
= leukopenia; low white count; low WBC
= neutropenia; low neutrophils; neutropenic state
= C-reactive protein; CRP; inflammatory marker
= elevated CRP; raised CRP; CRP up; high CRP; raised inflammatory markers
= erythrocyte sedimentation rate; ESR; sed rate
= lactate; lactic acid; serum lactate
= anemia; low hemoglobin; anaemia; low blood count; low Hb
= iron deficiency anemia; low iron; IDA; iron deficiency
= hemoglobin; Hb; Hgb; haemoglobin
= thrombocytopenia; low platelets; low platelet count; thrombocytopaenia
= coagulopathy; clotting problem; abnormal clotting; deranged clotting
= bleeding disorder; bleeding tendency; easy bleeding
= easy bruising; bruises easily; bruising tendency
= sickle cell disease; SCD; sickle cell anemia; sicklers
= hemophilia; haemophilia; factor VIII deficiency
= transfusion; given blood; blood transfusion
= cancer; carcinoma; malignancy
= tumor; neoplasm; tumour
= malignant; cancerous
= benign; noncancerous; not malignant
= metastases; metastatic disease; metastatic lesions; secondaries; mets; metastatic spread
= metastatic; stage IV; disseminated
= metastatic cancer; stage IV cancer; advanced cancer; spread cancer; disseminated cancer
= known malignancy; known cancer; history of cancer; previous cancer
= active malignancy; active cancer; current cancer; cancer under treatment
= staging; stage assessment; disease staging; extent of disease
= restaging; repeat staging; staging again; reassessment of disease
= local staging; T staging; local extent
= recurrence; relapse of cancer; cancer coming back; recurrent disease; return of tumor
= local recurrence; recurrence at the site; relapse at the primary site
= progression; progressive disease; worsening disease; PD on treatment
= treatment response; response to treatment; response to therapy; therapy response
= residual tumor; leftover tumor; remaining tumor; residual disease; tumor left behind
= chemotherapy; chemo; cytotoxic treatment
= neoadjuvant chemotherapy; chemotherapy before surgery; preoperative chemotherapy
= radiation therapy; radiotherapy; XRT; RT; irradiation; radiation treatment
= immunotherapy; checkpoint inhibitor; pembrolizumab; nivolumab
= resection; surgical removal; excision
= biopsy proven; histologically proven; confirmed on biopsy; pathology proven; biopsy confirmed
= biopsy; tissue sample; bx; tissue sampling
= lymphoma; lymph node cancer; NHL; Hodgkin disease
= leukemia; blood cancer; leukaemia
= tumor marker; cancer marker; tumour marker
= high risk disease; aggressive disease; high grade disease
= low risk disease; indolent disease; slow growing disease
= palliative; comfort care; best supportive care
= performance status; ECOG; PS
= family history of cancer; cancer in the family; relatives with cancer
= BRCA carrier; BRCA mutation; BRCA positive
= genetic testing; gene test; genetic screen
= immunosuppressed; immunocompromised; weak immune system; low immunity
= HIV; HIV positive; PLWH; living with HIV
= malaria; plasmodium infection; falciparum malaria
= typhoid; enteric fever; typhoid fever
= abscess; pocket of pus; pus collection; purulent collection
= purulent; pus filled; pussy; with pus
= wound infection; infected wound; surgical site infection; SSI
= osteitis; inflamed bone
= Lyme disease; borreliosis; tick disease
= syphilis; lues; treponemal infection
= toxoplasmosis; toxo
= measles; rubeola
= whooping cough; pertussis
= chickenpox; varicella
= mononucleosis; glandular fever; mono; EBV infection
= urine dip negative; clear urine; normal urinalysis; urinalysis clear
= culture negative; sterile culture; no growth; cultures negative
= blood cultures; BC; cultures of blood
= intravenous antibiotics; IV antibiotics; antibiotics by drip
= antibiotics completed; finished antibiotics; antibiotic course done; course of antibiotics finished
= steroids; corticosteroids; prednisone; prednisolone
= dexamethasone; Decadron; dex
= immunosuppression; immunosuppressive drugs; transplant drugs
= methotrexate; MTX
= opioids; narcotics; opiates; strong painkillers
= painkillers; analgesics; pain medicine; analgesia
= NSAIDs; anti-inflammatory drugs; ibuprofen; anti-inflammatories
= acetaminophen; paracetamol; Tylenol
~ insulin; insulin injections
= metformin; Glucophage
= statin; cholesterol tablet; atorvastatin
= supplemental oxygen; oxygen by mask; O2; oxygen therapy
= vital signs stable; VSS; hemodynamically stable; stable vitals; obs stable; haemodynamically stable
= shock; circulatory collapse; hemodynamically unstable; unstable vitals
= fatigue; tiredness; exhaustion; lack of energy
= malaise; feeling unwell; generally unwell; feeling ill
= weak and tired; rundown; worn out
= dehydration; dried out; volume depletion; fluid depleted
= electrolyte disturbance; abnormal electrolytes; deranged U&E
= hyponatremia; low sodium; hyponatraemia
= vitamin D deficiency; low vitamin D; vitamin D low
= vitamin B12 deficiency; low B12; B12 deficiency
= systemic lupus erythematosus; lupus; SLE
= connective tissue disease; CTD; collagen vascular disease
= amyloidosis; amyloid deposits
= IgG4 disease; IgG4 related disease
= organ transplant; transplanted organ; graft recipient
~ allergy; allergic reaction; hypersensitivity
~ ANC; absolute neutrophil count
~ oncology; cancer clinic; cancer service
~ hospice; end of life care
`);
