/** Sentences in which nothing is to be found, many with capital letters in their midst. */
export const PLAIN: readonly string[] = `
I have lost my card. Could you please block it as soon as possible?
How do I check the balance of my account?
Can I withdraw cash at the machine with my credit card?
What is the limit of my credit card?
How can I request a new PIN for my debit card?
What is the procedure to redeem the points I have won?
Are there any charges for a money transfer to other bank accounts?
I need a copy of the last bill. It is not in the app.
I want to cancel my subscription. Please confirm by e-mail.
I cannot log in to your website, it says the page is blocked.
Please transfer all funds to my savings account.
Bot: How can I help you today? User: I want to talk to a person.
My religion does not allow it, and I will not do it.
Title IX of the Education Act protects students against discrimination.
Words with capitals such as Patience, Honour and Charity are often taken for names.
Action, Comedy, Drama, Animation, Kids and Family, Mystery and Suspense
"Yesterday" is a song of The Beatles; "Bohemian Rhapsody" one of Queen.
She sang at the Grammy Awards and the Eurovision Song Contest.
The magazine Rolling Stone put it on the first place of its list.
Entertainment Weekly and Fuse TV have both written of it.
Energetic and driven teacher with many years of professional experience in sales and marketing.
Awarded Employee of the Year twice. Helped increase sales by a third.
The bridge is falling down. The house was built in a year.
Last Sunday before Labor Day we had breakfast late.
It was a Monday in June. Christmas and Easter were quiet.
The lecture was on the French Revolution and the Second World War.
He studied English, History and Journalism at the University.
The Chief Executive Officer and the Board of Directors met on Friday.
The Ministry of Health and the World Health Organization recommend it.
Diagnosis: Community Acquired Pneumonia. Plan: Amoxicillin, Paracetamol.
ASSESSMENT AND PLAN: Continue Metformin and Lisinopril. Follow up in two weeks.
Past Medical History: Hypertension, Type 2 Diabetes Mellitus, Crohn's Disease.
CT Chest With Contrast. MRI Brain Without Contrast. X-Ray Left Knee.
CTA Chest PE protocol. US Abdomen Complete. No Acute Distress.
No known drug allergies. Social History: Denies Tobacco. Family History: Unknown.
Alzheimer's disease and Parkinson's disease were excluded.
Hodgkin lymphoma, Kaposi sarcoma, Graves disease, Bell's palsy, Cushing syndrome.
Glasgow Coma Scale 15. Apgar 9 and 10. Murphy's sign negative. Babinski absent.
Foley catheter in place. Heimlich manoeuvre. Whipple procedure. Doppler of the legs.
Given Tylenol, Ventolin, Augmentin, Lasix, Zofran and Coumadin. Ringer's Lactate IV.
Review of Systems: Negative. Vital Signs: Stable. General: Well Developed.
Chief Complaint: Headache. History of Present Illness: The patient reports a headache.
Patient is a woman with a history of headaches. She denies Nausea and Vomiting.
The Patient was advised to return to the Emergency Department if worse.
Home Medications: Aspirin, Atorvastatin. Allergies: Penicillin, Sulfa.
Impression: Normal study. Findings: The Lungs are clear. Technique: Axial images.
West Nile virus, Ebola, Rift Valley fever and Zika are notifiable.
Lyme disease, Rocky Mountain spotted fever, German measles, Spanish flu.
The American Heart Association and the British Thoracic Society agree.
ICU admission, NSAIDs stopped, IV fluids, ECG and EEG done, HIV negative, TB treated.
Le patient se plaint de douleurs abdominales depuis trois jours. Antécédents : Hypertension.
Traitement : Paracétamol et Amoxicilline. Contrôle dans une semaine. Radio Thorax normale.
Mgonjwa ana homa na kikohozi kwa siku tatu. Amepewa Paracetamol na Amoxicillin.
Anaumwa kichwa na tumbo. Vipimo vya Malaria ni hasi. Arudi baada ya wiki moja.
Please charge it to my card. The number is below.
Sir, your order was shipped. Madam, here is your ticket.
It is like that since last year. Only the newest one is better.
User: I would like to stop the messages. Agent: Of course.
Where do you want it to be sent? What is your telephone number?
I have shared some files with you. My website is online.
Just posted a photo. Check out the new album on Spotify and YouTube.
The list is full of surprises: number one is Stairway to Heaven.
A perfectly crafted pop song made even greater by its coda.
One of the saddest songs of the decade, and one of the best.
She said nothing. He smiled. They left. We stayed. You were late. It rained.
The record was certified Gold and then Platinum, and sold one million copies.
moreover furthermore nevertheless hence therefore thus besides additionally consequently meanwhile hey hello hi mom dad
miserable bewildered insane yellow jacket superglue beauty shop juvenile hall anonymous overeaters alcoholics
tylenol advil motrin aleve levaquin cipro flagyl bactrim augmentin zithromax keflex rocephin lasix zofran ativan valium
xanax klonopin ambien prozac zoloft paxil celexa lexapro wellbutrin effexor cymbalta remeron seroquel risperdal zyprexa
abilify haldol lithium depakote tegretol keppra dilantin neurontin lyrica topamax lamictal norflex flexeril soma percocet
vicodin norco oxycontin dilaudid morphine coumadin plavix eliquis xarelto lovenox heparin lipitor zocor crestor norvasc
diovan cozaar lopressor toprol coreg lanoxin ziac synthroid glucophage januvia lantus humalog novolog prednisone medrol
advair symbicort spiriva ventolin proventil singulair montelukast zyrtec claritin allegra benadryl flonase nasonex nexium
prilosec protonix pepcid zantac reglan colace miralax imodium chantix viagra cialis fosamax actonel boniva humira enbrel
remicade coartem artesunate artemether lumefantrine quinine fansidar cotrimoxazole ampiclox panadol brufen buscopan
BP {#}/{#}, pulse {#}, temperature {#}.{#}, SpO2 {#} %, RR {#}, weight {#} kg, height {#} cm.
Vitals: BP {#}/{#} HR {#} RR {#} T {#} O2 sat {#} % on room air. GCS {#}. BMI {#}.
WBC {#}, Hb {#}, PLT {#}, Na {#}, K {#}, Cl {#}, CO2 {#}, BUN {#}, Cr {#}, glucose {#}.
HbA1c {#} %, TSH {#}, INR {#}, PSA {#}, CRP {#} mg/L, ESR {#}, CD4 {#}, LDL {#}.
A {#} x {#} mm nodule in the right upper lobe. Fleischner criteria. BI-RADS {#}. TI-RADS {#}.
T{#} N{#} M0, grade {#}, stage II. L{#}-L{#} disc bulge. C{#} fracture. T{#} lesion.
Aspirin {#} mg daily, Metformin {#} mg BID, Insulin {#} units. NS {#} ml/h. D5W {#} ml.
CT Abdomen {#} mm slices. MRI {#} T. kVp {#}, mAs {#}. Dose {#} mGy. Series {#}, image {#}.
Licence and insurance were checked. Fingerprint taken. Certificate given. Passport seen. Plate noted.
acticoat cutivate daypro betadine lorazepam diazepam haloperidol septrin nevirapine tenofovir dolutegravir efavirenz
`
  .trim()
  .split("\n");
