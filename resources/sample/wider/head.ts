import type { WiderWordings } from "./wider-wordings.ts";

/** CT and CTA of the head: more ways to write the training situations. */
export const WIDER_HEAD: WiderWordings = {
  "CT Head WO": {
    "head trauma": {
      core: `[fell off;came off] [horse;bike;roof;bed], [head hit ground;banged head;landed on head] | [struck;hit] [by a car;by a cyclist], head [injury;wound] |
        unwitnessed fall in [bathroom;care home;kitchen], [bump on head;egg on forehead;cut over eyebrow] | [slipped in shower;slipped on ice;missed last step], [head strike;hit temple;hit back of head] |
        [kicked in head;punched in the face;pistol whipped], [brief LOC;dazed;vomiting since] | [high speed crash;rollover;motorcycle crash], [GCS 13;head laceration;combative] |
        [heavy box;tree branch;cupboard door] fell on head | TBI after [assault;sports injury;fall] | closed head injury [yesterday;this morning;last night] | [rugby;hockey;boxing] knock to head, still foggy |
        [intoxicated;drunk] and fell, [scalp bleeding;head wound] | minor head injury on [warfarin;anticoagulant;blood thinner] | concussion, [headache getting worse;repeated vomiting;won't settle] |
        head vs [windshield;pavement;door frame] | [wound;gash;haematoma] on [scalp;forehead;occiput] after [tumble;trip;syncope]`,
      support: `LOC about a minute | retrograde amnesia | GCS dropped to 13 | vomited x3 | CSF leak from nose suspected | hemotympanum | Battle sign | boggy swelling on scalp | INR 4 | on DOAC for AF | on aspirin and clopidogrel | age over 65 with LOC | dangerous mechanism | seizure after the impact | sleepy since injury | palpable step in skull | not acting himself | slurring since the fall | antegrade memory gap | platelets 40`,
      absent: `no LOC | no vomiting | cervical spine cleared | no weakness | GCS 15 now | not on blood thinners | moving all limbs`,
      ask: `bleed? | head bleed? | SDH? | rule out ICH | skull fracture or bleed? | traumatic SAH? | extradural? | contusion? | any acute intracranial injury?`,
    },
    "thunderclap headache": {
      core: `headache like [being hit with a bat;an explosion;a clap of thunder] | [10/10;terrible;excruciating] headache [out of nowhere;within seconds;that dropped patient to floor] | [orgasm;coital;exertional] headache, [sudden;abrupt] onset |
        sudden occipital headache [with neck stiffness;with vomiting;and collapse] | head pain maximal [at once;within one minute] | never had headache like this, [sudden;instant] | [collapse;faint] with sudden headache | abrupt severe headache [at the gym;on the toilet;in the shower]`,
      support: `meningism | nuchal rigidity | vomited at onset | drowsy since onset | mother had brain aneurysm | BP 200/110 | third nerve palsy | smoker with high blood pressure | cannot bear the light | Kernig positive`,
      absent: `no trauma | afebrile | no migraine history | neuro exam normal | no rash`,
      ask: `?SAH | subarachnoid blood? | exclude subarachnoid bleed | bleed before LP? | rule out acute bleed`,
    },
    "acute confusion": {
      core: `[sudden;acute] change in mental status | [not making sense;talking nonsense;not recognising family] since [this morning;yesterday;last night] | [delirious;agitated;drowsy] [nursing home;elderly] patient | off legs and [confused;muddled] |
        [AMS;encephalopathy], cause unclear | [hard to rouse;obtunded;sleepy] [today;since 2 days] | acutely [disoriented;incoherent;withdrawn], frequent faller | new confusion on [warfarin;apixaban;anticoagulants] | GCS 12, found [in bed;in chair;at home]`,
      support: `UTI being treated | CT last year normal | falls x3 this month | alcohol dependence | liver disease, INR raised | GCS 13 | more sleepy than usual | sodium normal | family says not himself | unsteady since last week`,
      absent: `no known trauma | no seizure | afebrile | no lateralising signs`,
      ask: `any bleed? | SDH? | chronic subdural? | acute intracranial pathology? | intracranial cause of delirium?`,
    },
    "shunt malfunction": {
      core: `[blocked;failing] [VP shunt;shunt] suspected | [VP shunt;shunt] in situ, [vomiting and sleepy;worsening headaches;irritable and vomiting] | shunt [not refilling;hard to compress], headaches | known hydrocephalus with shunt, [drowsy;off food and vomiting;behaviour change] | aqueduct stenosis, shunted, [headaches;blurred vision]`,
      support: `shunt valve firm | sunsetting eyes | third revision in 2019 | papilledema | spina bifida | bulging shunt reservoir | headache worse lying down`,
      absent: `no seizure | no head injury | no neck stiffness`,
      ask: `ventricular size? | ventricles bigger? | shunt blocked? | compare ventricles with prior`,
    },
  },
  "CTA Head Neck": {
    "acute stroke": {
      core: `[FAST positive;code stroke;stroke alert], [left;right] [arm and face weak;hemiparesis;side down] | [left;right] [MCA;hemispheric] [syndrome;stroke], [wake up stroke;onset 40 min ago;LKW 3 h] | [mute;global aphasia;not speaking] and [right side weak;right arm drop] |
        [cannot move;dropped] [left;right] arm [30 min ago;since lunch;an hour ago] | face [drooping;pulled to one side] and [speech slurred;arm heavy] | [basilar;posterior circulation] stroke suspected, [locked in;reduced consciousness;diplopia and dysarthria] |
        NIHSS [8;16;21], [left neglect;right hemiplegia;gaze palsy] | acute CVA, [tPA candidate;thrombectomy centre referral] | [sudden;abrupt] [left;right] [leg and arm;face and arm] weakness | dense stroke, [eyes looking right;eyes deviated left] | [homonymous hemianopia;hemineglect] of sudden onset`,
      support: `in AF, no anticoagulant | dense MCA sign | onset 2 h ago | plain CT head no hemorrhage | within lytic window | stopped apixaban last week | pre-stroke mRS 0 | thrombolysed already | BP 190/100 | ASPECTS 9 | mechanical valve | prehospital stroke scale 7 | eyes do not cross midline`,
      absent: `no seizure | glucose 6 | no anticoagulant use | no trauma | no headache`,
      ask: `LVO? | M1 occlusion? | clot for thrombectomy? | basilar occlusion? | vessel occlusion? | arch to vertex, LVO? | target for retrieval?`,
    },
    "transient ischemic attack": {
      core: `[TIA;mini stroke], [face droop for 5 min;arm weak for 20 min;speech lost for an hour] | [amaurosis;transient loss of vision;grey curtain] [left eye;right eye;one eye], [few minutes;back to normal] | [arm went dead;hand clumsy;face numb] for [ten minutes;half an hour], [recovered;now fine] |
        [speech muddled;could not get words out] [yesterday;this morning], resolved | [stuttering;repeated;crescendo] TIAs | transient [hemiparesis;dysphasia;facial droop], full recovery | [two;three] brief episodes of [arm weakness;dysphasia;visual loss]`,
      support: `ABCD2 6 | bruit over left carotid | 70% ICA stenosis on duplex | symptoms under 1 h | started on aspirin and clopidogrel | hypertensive smoker | DWI negative | previous stent in carotid`,
      absent: `no deficit now | neuro exam normal | no seizure | no migraine`,
      ask: `carotid disease? | ICA stenosis? | symptomatic carotid stenosis? | TIA, vessels? | extracranial and intracranial stenosis?`,
    },
    "cervical artery dissection": {
      core: `[neck pain;pain behind the jaw] with [droopy lid;unequal pupils;Horner] | [chiropractor;neck adjustment;osteopath manipulation] then [vertigo;neck pain and ataxia;Horner] | [whoosh in ear;pulsating tinnitus] and neck pain | [occipital;one sided neck] pain then [vertigo and vomiting;lateral medullary signs;visual loss] |
        [seat belt injury to neck;hanging attempt;neck hyperextension], [neck pain;bruit;Horner] | [carotid;vertebral] dissection suspected | young [stroke;TIA] with neck pain`,
      support: `ptosis and small pupil left | Ehlers Danlos | migraine sufferer | recent flu with coughing | face pain same side | lower cranial nerve palsy`,
      absent: `no fever | no focal weakness | no bony neck tenderness`,
      ask: `dissection of neck vessels? | vertebral dissection? | ICA dissection? | intimal flap?`,
    },
    "known aneurysm": {
      core: `[PCOM;MCA;ACOM;ICA] aneurysm [5 mm;3 mm], [recheck;on follow up;stable last year] | intracranial aneurysm [not treated;being watched;under surveillance] | [coiling;clipping;flow diverter] of [ACOM;PCOM;basilar] aneurysm, [check;follow up at 1 year] | [screening;checked] for brain aneurysm, [strong family history;polycystic kidneys]`,
      support: `mother died of SAH | prior coiling 2018 | ADPKD | aneurysm stable on last scan | hypertension controlled | sister had ruptured aneurysm`,
      absent: `no symptoms | no visual change`,
      ask: `aneurysm bigger? | change in aneurysm size? | residual neck? | new aneurysm? | coil compaction?`,
    },
  },
};
