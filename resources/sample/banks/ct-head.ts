import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctHead: ProtocolBank = {
  protocol: {
    name: "CT Head WO",
    modality: "CT",
    region: "head",
    contrast: "none",
    alternatives: [],
    indications: [
      "head trauma",
      "thunderclap headache",
      "acute confusion",
      "ventricular shunt malfunction",
    ],
  },
  train: [
    {
      situation: "head trauma",
      ages: [19, 93],
      core: phrases(`[fall;fell] down [stairs;a flight of steps;ladder] [with head strike;and hit head;, struck head] |
        [head injury;head trauma;blow to head;hit head] [after motor vehicle collision;in MVC;in car crash] |
        [assaulted;punched;struck with bat], [blow to the head;hit on the head;head impact] |
        [ground level fall;fall from standing;mechanical fall;slipped on wet floor;tripped on rug], [hit head on floor;struck back of head;head strike;bumped forehead] |
        [bicycle;scooter;skateboard;ski] [crash;accident;fall] with [head trauma;head impact;facial bruising;dazed state] |
        [scalp laceration;forehead bruise;facial bruising;occipital hematoma] after [fall;mechanical fall;being hit by object] |
        [found on floor;found down at home;found next to bed] [by family;by staff], [forehead bruise;bruise over temple;scalp swelling] |
        cracked skull on pavement | thrown off motorbike | branch hit head |
        icy steps, head hit concrete | struck by falling object |
        anticoagulated, head bump | horse riding fall`),
      support: phrases(`[on warfarin, INR 3.1;takes apixaban;on clopidogrel;on blood thinner] |
        amnesia for the event | vomited twice since | GCS 14 | drowsy but arousable |
        large frontal scalp hematoma | worsening headache since the injury |
        brief loss of consciousness | periorbital bruising | black eye and dazed |
        groggy since the blow | goose egg on occiput | bleeding from scalp |
        does not recall the accident | raccoon eyes after fall |
        keeps asking same questions | swollen temple`),
      absent: phrases(`no focal neuro deficit | no neck tenderness | no seizure activity |
        pupils reactive`),
      ask: phrases(`rule out intracranial hemorrhage | evaluate for bleed | rule out subdural |
        rule out skull fracture | ?ICH | intracranial bleeding?`),
    },
    {
      situation: "thunderclap headache",
      ages: [24, 80],
      core: phrases(`thunderclap headache[;, worst headache of life;, maximal at onset] |
        [sudden;abrupt;explosive] [severe headache;worst headache;violent headache] [during exertion;while lifting;during sex;at rest] |
        worst [headache ever;ever headache;headache of life], [peaked within a minute;reached maximum in seconds;came on instantly] |
        instant explosive headache | worst of life, stiff neck |
        photophobia with sudden headache`),
      support: phrases(`blood pressure 210/118 | vomiting | neck stiffness | photophobia |
        blood pressure 230/130 and head bursting | neck hurts to flex`),
      absent: phrases(`no fever | no focal weakness | no prior similar headache`),
      ask: phrases(
        `rule out subarachnoid hemorrhage | SAH? | evaluate for acute intracranial bleed`,
      ),
    },
    {
      situation: "acute confusion",
      ages: [58, 94],
      core: phrases(`[acute;new;sudden;increasing] [confusion;disorientation;delirium] [since this morning;over 2 days;in nursing home resident] |
        [new lethargy and altered mental status;acutely altered, hard to wake;altered mental status;increasingly somnolent] [after fall;after unwitnessed fall;over 2 days;with head bruise] |
        more muddled than usual | mental status changed since fall |
        care home resident, drowsy | bruise on scalp, confused |
        found wandering and disoriented`),
      support:
        phrases(`on rivaroxaban | alcohol use with repeated falls | known dementia | glucose normal |
        recent fall at nursing home | hard to wake | falls often, drinks heavily |
        on dual antiplatelets`),
      absent: phrases(`no fever | no focal weakness | pupils equal`),
      ask: phrases(
        `rule out hemorrhage | rule out subdural hematoma | acute intracranial process?`,
      ),
    },
    {
      situation: "shunt malfunction",
      ages: [3, 40],
      core: phrases(`[VP shunt;ventriculoperitoneal shunt] with [progressive headache and vomiting;headaches and drowsiness;lethargy and vomiting] |
        shunted hydrocephalus, [increasingly sleepy;more headaches;vomiting for 2 days] |
        hydrocephalus since birth, drowsy | headache daily, shunt placed in infancy`),
      support: phrases(`last shunt revision 2 years ago | upgaze limited | shunt placed in infancy |
        blocked shunt before`),
      absent: phrases(`no fever | no abdominal pain`),
      ask: phrases(`evaluate ventricle size | rule out shunt malfunction`),
    },
  ],
  test: [
    {
      situation: "head trauma",
      ages: [20, 95],
      core: phrases(`slid on icy pavement, cracked head on concrete |
        tumbled off porch, black eye and headache | falling branch landed on head, dazed |
        discovered on bathroom floor, temple swollen and bruised | thrown from horse, helmet split, head injury`),
      support: phrases(`anticoagulated with warfarin for a fib | retrograde amnesia |
        emesis after impact | repetitive questioning | raccoon eyes | GCS 13 on arrival |
        scalp swelling over occiput`),
      absent: phrases(`moving all limbs | pupils brisk and equal | no cervical spine tenderness`),
      ask: phrases(`any subdural collection? | concern for intracranial bleeding |
        any hemorrhage or skull fx?`),
    },
    {
      situation: "thunderclap headache",
      ages: [26, 78],
      core: phrases(`abrupt explosive headache reaching maximum in seconds |
        sudden worst ever headache while lifting`),
      support: phrases(
        `photophobia and stiff neck | hypertensive to 220/120 | nausea with the headache`,
      ),
      absent: phrases(`afebrile | strength symmetric`),
      ask: phrases(`concern for SAH | exclude subarachnoid bleed`),
    },
    {
      situation: "acute confusion",
      ages: [60, 92],
      core: phrases(`more confused than usual since fall in care home |
        mental status changed overnight, bruise on scalp`),
      support: phrases(`on dual antiplatelet therapy | heavy drinker, falls often`),
      absent: phrases(`afebrile | limbs symmetric`),
      ask: phrases(`hemorrhage in the head? | subdural?`),
    },
    {
      situation: "shunt malfunction",
      ages: [4, 38],
      core: phrases(`VP shunt since birth, 3 days of headache, drowsy`),
      support: phrases(`previous shunt blockage | sunset gaze`),
      absent: phrases(`temperature normal`),
      ask: phrases(`ventricles bigger? | blocked shunt?`),
    },
  ],
};
