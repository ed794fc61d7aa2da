import type { WiderWordings } from "./wider-wordings.ts";

/** MR of brain, pituitary, ear and lumbar spine: more ways to write the training situations. */
export const WIDER_BRAIN_SPINE: WiderWordings = {
  "MR Brain Epilepsy W/WO": {
    "focal or refractory epilepsy": {
      core: `[epilepsy;TLE;focal epilepsy], [not controlled;still fitting on 3 drugs;weekly fits;surgical candidate] | [absences with chewing;staring and lip smacking;deja vu and staring] [weekly;several a month] | [drug resistant;uncontrolled;refractory] [seizures;fits;epilepsy] [on lamotrigine and Keppra;for 10 years] |
        [focal;partial;temporal lobe] [seizures;fits] with [impaired awareness;rising stomach feeling;hand jerking] | seizures [breaking through;more frequent;back] [on medication;despite valproate] | pre surgical [epilepsy workup;evaluation], [left temporal focus;refractory] | nocturnal [fits;convulsions] [frequent;despite treatment] | known epileptic, [increasing fits;new seizure type]`,
      support: `EEG right temporal spikes | video EEG left temporal onset | MTS suspected | failed 4 drugs | complicated febrile seizures as baby | aura of burning smell | epilepsy surgery meeting | postictal aphasia | encephalitis in childhood | memory getting worse`,
      absent: `exam normal | no recent trauma | no fever | compliant with medicines`,
      ask: `MTS? | focal dysplasia? | epileptogenic focus? | lesion causing seizures? | hippocampal sclerosis? | seizure onset zone?`,
    },
    "first seizure": {
      core: `[first;1st;single] [fit;seizure;GTCS;convulsion] [in adult;yesterday;last week;in sleep] | [new onset;adult onset] [epilepsy;seizures;fits] | [collapsed shaking;shook all over;stiff then jerking], [tongue bitten;postictal;incontinent] | [two;2] [fits;seizures] in [a week;3 weeks], [none before;no history] | [witnessed;unprovoked] [fit;tonic clonic seizure], CT [normal;negative] | new [focal;jerking] seizures of [left face;right arm;leg]`,
      support: `bitten tongue | postictal 30 min | EEG awaited | plain CT normal | loaded with Keppra | CK and lactate raised | EEG epileptiform | wet himself during fit`,
      absent: `not diabetic | no drugs | no alcohol | no trauma | afebrile`,
      ask: `structural cause? | lesion? | cause of fit? | focus for seizures? | reason for first seizure?`,
    },
    "childhood epilepsy": {
      core: `child with [focal fits;daily seizures;drop attacks;refractory epilepsy] | [infantile spasms;hemiclonic seizures;focal seizures] [and delay;with regression;getting worse] | [seizures;fits] and [birthmarks;port wine stain;white patches] | childhood epilepsy, [drugs failing;school decline;EEG focal] | jerking of [one arm;left side;face] [daily;in clusters]`,
      support: `EEG left occipital spikes | tuberous sclerosis? | developmental regression | on ketogenic diet | hand preference too early | vigabatrin failed`,
      absent: `afebrile | no infection | birth normal`,
      ask: `cortical malformation? | dysplasia? | tubers? | focal lesion?`,
    },
  },
  "MR Brain MS W/WO": {
    "optic neuritis": {
      core: `[ON;optic neuritis;retrobulbar neuritis] [right;left;suspected] | [painful;sore] eye with [blurred;dim;reduced] vision [4 days;this week] | [colours washed out;red looks pink;grey blur] in [one eye;right eye], [pain looking around;sore eye] | vision in [left;right] eye [fading;misty;dropped] over [days;a week], [young woman;hurts to move eye] | [unilateral;subacute] visual loss with [RAPD;disc swelling]`,
      support: `RAPD right | VA 6/36 | disc swollen | Ishihara reduced | aunt has MS | numb legs last year | VEP delayed | colors faded`,
      absent: `no jaw claudication | no infection | no headache | aquaporin pending`,
      ask: `MS? | demyelination? | plaques? | demyelinating lesions? | is this MS?`,
    },
    "other first attack": {
      core: `[MS;demyelination] suspected, [numb legs;double vision;unsteady;tingling hands] | [numb;tingling;heavy] [legs;hands;left side] for [2 weeks;10 days], [young;worse in heat;MS in family] | [INO;diplopia;sixth nerve palsy] in young adult | [electric shock;buzzing] down spine on [neck bending;looking down] | [transverse myelitis;partial cord syndrome;sensory level], [brain lesions?;MS?] |
        [band round chest;girdle sensation;tight belt feeling] and [numb feet;leg tingling] | [clinically isolated syndrome;CIS;first demyelinating event] | [vertigo and diplopia;facial numbness;hemisensory loss] in 30s, [resolved partly;second episode]`,
      support: `OCB positive | urgency of urine | hot bath makes it worse | hyperreflexia | prior optic neuritis | fatigue for months | cord lesion on MRI spine | Babinski positive | EBV and smoker`,
      absent: `B12 ok | no infection | no diabetes | ANA negative`,
      ask: `demyelination? | MS lesions? | MS? | plaques? | dissemination in space?`,
    },
    "known multiple sclerosis": {
      core: `[MS;RRMS;known MS], [annual scan;routine;yearly;new relapse;new numbness] | [SPMS;PPMS;progressive MS], [walking worse;EDSS up;more stiff] | MS on [natalizumab;Tysabri;fingolimod;teriflunomide;Ocrevus], [monitoring;switching;PML check] | [MS flare;MS relapse;MS attack], [steroids given;leg weak;vision down] | [rebaseline;baseline] scan [before switching;after starting] [MS drug;DMT] | demyelinating disease, [new lesions?;follow up]`,
      support: `DMT changed to ocrelizumab | EDSS 4.5 | JCV positive | IV methylprednisolone given | 2 relapses this year | last scan 2023 stable | wheelchair for distance`,
      absent: `no relapse | stable clinically | no infection`,
      ask: `new lesions? | enhancing lesions? | active disease? | lesion load? | new T2 lesions? | PML?`,
    },
  },
  "MR Brain Tumor W/WO": {
    metastases: {
      core: `[lung ca;NSCLC;SCLC;melanoma;breast ca;RCC], [brain mets?;new headaches;staging brain;new unsteadiness] | known [cancer;malignancy;lung primary] with [morning headache;vomiting;clumsy hand;personality change] | [stage 3;stage IV] [lung cancer;melanoma], [brain staging;before treatment] | cancer patient, [new ataxia;new dysphasia;headaches] | [metastatic;HER2+] [breast cancer;melanoma], [neuro symptoms;screen brain]`,
      support: `PET shows widespread mets | on osimertinib | dex started | before radiotherapy | ECOG 1 | new diagnosis of SCLC | nausea on waking`,
      absent: `no fits | no infection | exam nonfocal`,
      ask: `mets? | brain mets? | intracranial mets? | spread to brain? | cerebral metastases?`,
    },
    "treated metastases": {
      core: `brain mets [post SRS;post gamma knife;after WBRT;treated], [3 month follow up;surveillance] | [SRS;cyberknife;gamma knife] to [cerebellar;occipital;frontal] met, [check;8 weeks] | resected [met;metastasis], [cavity check;follow up]`,
      support: `WBRT in 2022 | four mets treated | on immunotherapy | SRS cavity | dex weaned`,
      absent: `no new symptoms | no fits`,
      ask: `response? | radionecrosis or recurrence? | new mets? | growth of treated met?`,
    },
    "primary tumor": {
      core: `[GBM;glioma;astrocytoma;oligodendroglioma], [post op;post chemoRT;on temozolomide;routine;3 monthly] | meningioma [incidental;10 mm;resected], [annual;follow up;growth?] | [low grade;high grade] [glioma;brain tumor] [surveillance;after debulking] | known [GBM;brain tumor], [worse weakness;more confused;speech worse] | [debulked;operated;irradiated] [glioma;meningioma], follow up | [ependymoma;medulloblastoma;DNET] [treated;follow up]`,
      support: `IDH mutant | MGMT methylated | 6 cycles temozolomide | resected 2021 | Keppra and dex | radiotherapy finished`,
      absent: `no fits | no headache | no wound problem`,
      ask: `progression? | recurrence? | residual? | pseudoprogression? | stable tumor? | growth of meningioma?`,
    },
    "new mass": {
      core: `[brain tumor;SOL;space occupying lesion] suspected | mass on [CT;CT head], [characterise;frontal;cerebellar;preop] | [morning headache;headache on waking] and [vomiting;papilloedema;blurred vision] | [progressive;subacute] [hemiparesis;dysphasia;personality change] over [weeks;2 months] | [swollen discs;papilledema] and [headache;visual obscurations] | CT shows [lesion with edema;ring enhancing lesion;mass effect]`,
      support: `edema on CT | discs swollen | apathetic 2 months | mass 4 cm on CT | neurosurgery asks | worse on bending`,
      absent: `no cancer history | afebrile | no immunosuppression`,
      ask: `tumor? | glioma? | what is the mass? | primary or met? | surgical planning`,
    },
  },
  "MR Pituitary W/WO": {
    "high prolactin": {
      core: `[prolactin;PRL] [2000;120;88;raised x2], [no periods;milky discharge;infertility] | [amenorrhoea;no periods;irregular periods] and [galactorrhoea;raised prolactin;milk leakage] | [prolactinoma;hyperprolactinaemia] [suspected;?] | [leaking milk;milk from nipples;breast milk], [not pregnant;no baby;prolactin up] | [infertility;subfertility] clinic, prolactin [raised;130;high]`,
      support: `macroprolactin negative | off psychotropic drugs | headaches | periods stopped 9 months | not breastfeeding | trying for a baby | PRL x2 high`,
      absent: `UPT neg | TFTs normal | vision fine | no metoclopramide`,
      ask: `prolactinoma? | microadenoma? | adenoma? | pituitary lesion? | pituitary tumor?`,
    },
    "hormone excess": {
      core: `[acromegaly;GH excess;IGF-1 high], [ring size up;jaw bigger;hands bigger;OGTT not suppressed] | [Cushing disease;cortisol excess;high ACTH], [striae;moon face;failed dex test] | [big hands and feet;bigger shoes;coarse face], [IGF-1 raised;acromegaly?] | ACTH driven [Cushing;cortisol excess] | [central obesity and bruising;purple striae;round face], [UFC high;cortisol high]`,
      support: `GH fails to suppress | midnight cortisol high | UFC 4x normal | sleep apnoea and sweating | gap teeth | proximal weakness | new diabetes and BP`,
      absent: `adrenals normal on CT | vision ok | no steroids taken`,
      ask: `pituitary source? | adenoma? | GH secreting adenoma? | corticotroph adenoma? | pituitary tumor?`,
    },
    "hypopituitarism or visual field loss": {
      core: `[bitemporal;outer field] [hemianopia;loss;defect] [on perimetry;at optician;on confrontation] | [hypopit;panhypopit;low pituitary hormones], [cause?;low cortisol and T4] | [central;secondary] [hypogonadism;hypothyroidism;adrenal insufficiency] | [pituitary;sellar] [mass;lesion;enlargement] on [CT;MRI brain], [characterise;dedicated study] | [DI;diabetes insipidus], [thirst and polyuria;sodium 148] |
        [pituitary apoplexy;headache and field loss] suspected | [low testosterone;low LH FSH], [prolactin mildly up;low libido] | bumps into door frames, [field loss;both sides missing]`,
      support: `testosterone 3 | LH FSH low | T4 low TSH not raised | sodium 128 | cortisol 60 | optician found field loss | visual acuity falling`,
      absent: `no head injury | no surgery before | no seizures`,
      ask: `pituitary mass? | chiasm compressed? | macroadenoma? | sellar lesion? | craniopharyngioma?`,
    },
    "treated adenoma": {
      core: `[pituitary adenoma;macroadenoma;NFPA] [post TSS;post op;after radiotherapy;resected 2020], [residual?;annual] | [prolactinoma;microprolactinoma] [on cabergoline;on treatment], [shrunk?;yearly] | [acromegaly;Cushing disease] after [TSS;pituitary surgery], [recurrence?;IGF-1 up again] | [microadenoma;NFPA 6 mm], [annual check;watchful waiting] | residual [adenoma;tumor] [cavernous sinus;after TSS]`,
      support: `on hydrocortisone and thyroxine | cabergoline weekly | TSS 2019 | fields recovered | PRL normal now`,
      absent: `vision stable | no headaches`,
      ask: `recurrence? | residual? | adenoma shrinking? | regrowth? | size change?`,
    },
  },
  "MR IAC W/WO": {
    "hearing loss": {
      core: `[unilateral;asymmetric;left;right] [SNHL;hearing loss;deafness] [on audiogram;6 months;progressive] | [sudden;overnight] [deafness;SNHL;hearing drop] [right;left;one ear] | [ringing;buzzing;hissing] [in one ear;left ear only;right ear only], [hearing worse there;asymmetric audiogram] | [acoustic neuroma;vestibular schwannoma] suspected, [unilateral tinnitus;SNHL] |
        [deaf;hard of hearing] on [left;right] [and off balance;with tinnitus;on phone] | [cannot hear phone;misses words] in [left;right] ear | ENT: asymmetric [audiogram;SNHL;hearing] | [dizzy;unsteady;spinning] with [one sided hearing loss;hearing drop on left]`,
      support: `PTA 30 dB difference | speech score 40% on left | steroids failed | ABR abnormal | calorics reduced left | NF2 family | ear feels blocked | worse at 4 kHz | corneal reflex reduced`,
      absent: `drums normal | no discharge | no noise trauma | no wax | face normal`,
      ask: `acoustic? | VS? | schwannoma? | CPA mass? | retrocochlear? | acoustic neuroma?`,
    },
    "known schwannoma": {
      core: `[VS;acoustic neuroma;vestibular schwannoma] [8 mm;12 mm;left], [yearly;watch and wait;6 month check] | acoustic [treated with gamma knife;after SRS;post op], [follow up;growth?] | NF2 with [bilateral schwannomas;known VS], [annual]`,
      support: `stable since 2020 | hearing aid on left | 9 mm intracanalicular | gamma knife 2019`,
      absent: `no new symptoms | face normal | balance fine`,
      ask: `growth? | bigger? | stable schwannoma? | regrowth?`,
    },
    "facial palsy": {
      core: `[Bell palsy;facial palsy;LMN facial weakness] [not recovering;6 months;atypical;second time] | [progressive;slow;recurrent] facial [weakness;paralysis] | face [twitching;spasm] [left;right;for months] | [one side of face;left face] [still droops;paralysed] after [3;5] months`,
      support: `HB grade IV | eye won't close | hearing down same side | steroids no help | parotid normal`,
      absent: `no limb signs | no rash | no stroke`,
      ask: `facial nerve lesion? | facial nerve schwannoma? | CPA lesion? | enhancing nerve?`,
    },
  },
  "MR Lumbar Spine WO": {
    radiculopathy: {
      core: `[sciatica;leg pain;lumbar radic] [left;right] [L5;S1;10 weeks;not settling] | [LBP;back pain] [with leg pain;into left leg;to toes;and numb foot] [8 weeks;4 months;] | [slipped disc;disc prolapse;HNP] suspected | [pins and needles;numb;burning] [outer foot;big toe;shin], [back pain;sciatica] | [shooting;electric;burning] pain [down leg;bum to ankle;to big toe] |
        [foot drop;weak big toe;weak ankle] with [back pain;sciatica] | [buttock;hamstring] pain to [ankle;heel], [worse sitting;worse coughing] | failed physio, [sciatica;LBP with radiculopathy] | [L4;L5;S1] [radic;nerve pain;dermatome pain]`,
      support: `SLR 30 | EHL weak | ankle jerk absent | 3 months of physio | on gabapentin | ESI 2 weeks relief | lifts patients at work | EMG L5 denervation | crossed SLR positive | cannot sit`,
      absent: `no red flags | bladder ok | no cancer history | no saddle numbness | afebrile`,
      ask: `disc? | disc prolapse? | nerve root? | HNP? | root compression? | L5 root? | surgical target?`,
    },
    stenosis: {
      core: `[spinal;lumbar;canal] stenosis suspected | [neurogenic claudication;legs heavy walking;legs give out], [better sitting;better on trolley;better bending] | [legs;calves] [tired;numb;burning] after [100 m;one block;5 minutes walking], [sits to relieve;stoops] | [walks bent forward;leans on cart], [leg ache;back pain] | [degenerative spine;spondylolisthesis] with [bilateral leg pain;claudication]`,
      support: `pulses good | ABI normal | walks 200 m | L4/5 slip on film | rollator | uses shopping trolley | bike no problem`,
      absent: `bladder normal | no night pain | no fever`,
      ask: `stenosis? | canal stenosis? | spinal stenosis level? | severity of stenosis?`,
    },
    "cauda equina": {
      core: `[CES;cauda equina] suspected | [back pain;sciatica] with [saddle numbness;retention;incontinence;numb bottom] | [cannot pee;new incontinence;bowel incontinence] and [back pain;bilateral sciatica] | [numb;no feeling] [between legs;around anus;saddle], [weak legs;LBP] | acute bilateral [sciatica;leg weakness], [retention;PR tone reduced]`,
      support: `PR tone lax | PVR 650 | anal wink absent | onset 12 h | no feeling when wiping`,
      absent: `afebrile | no cancer | no injury`,
      ask: `CES? | cauda equina? | urgent, cauda compression? | massive disc?`,
    },
  },
};
