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
      core: phrases(`fall down stairs with head strike | head injury after motor vehicle collision |
        assault with blow to the head | fall from standing, hit head on floor |
        bicycle crash with head trauma | scalp laceration after mechanical fall |
        found on floor by family, forehead bruise | struck head on car door, headache since`),
      support: phrases(`on warfarin, INR 3.1 | takes apixaban | amnesia for the event |
        vomited twice since | GCS 14 | drowsy but arousable | large frontal scalp hematoma |
        worsening headache since the injury | brief loss of consciousness | on clopidogrel | periorbital bruising`),
      absent: phrases(`no focal neuro deficit | no neck tenderness | no seizure activity |
        pupils reactive`),
      ask: phrases(`rule out intracranial hemorrhage | evaluate for bleed | rule out subdural |
        rule out skull fracture | ?ICH | intracranial bleeding?`),
    },
    {
      situation: "thunderclap headache",
      ages: [24, 80],
      core: phrases(`thunderclap headache, worst headache of life |
        sudden severe headache during exertion | worst headache ever, peaked within a minute`),
      support: phrases(`blood pressure 210/118 | vomiting | neck stiffness | photophobia |
        headache onset during intercourse`),
      absent: phrases(`no fever | no focal weakness | no prior similar headache`),
      ask: phrases(`rule out subarachnoid hemorrhage | SAH? | evaluate for acute intracranial bleed`),
    },
    {
      situation: "acute confusion",
      ages: [58, 94],
      core: phrases(`acute confusion since this morning | new lethargy and altered mental status |
        altered mental status after unwitnessed fall | increasingly somnolent over 2 days`),
      support: phrases(`on rivaroxaban | alcohol use with repeated falls | known dementia |
        glucose normal | recent fall at nursing home`),
      absent: phrases(`no fever | no focal weakness | pupils equal`),
      ask: phrases(`rule out hemorrhage | rule out subdural hematoma | acute intracranial process?`),
    },
    {
      situation: "shunt malfunction",
      ages: [3, 40],
      core: phrases(`VP shunt with progressive headache and vomiting |
        shunted hydrocephalus, increasingly sleepy`),
      support: phrases(`last shunt revision 2 years ago | upgaze limited | shunt placed in infancy`),
      absent: phrases(`no fever | no abdominal pain`),
      ask: phrases(`evaluate ventricle size | rule out shunt malfunction`),
    },
  ],
  test: [
    {
      situation: "head trauma",
      ages: [20, 95],
      core: phrases(`slipped on ice and struck back of head |
        ground level fall with facial bruising and headache | hit on the head by falling object, dazed |
        found down next to bed with bruise over temple | skateboard accident with head impact`),
      support: phrases(`anticoagulated with warfarin for a fib | retrograde amnesia |
        emesis after impact | repetitive questioning | raccoon eyes | GCS 13 on arrival |
        scalp swelling over occiput`),
      absent: phrases(`moving all limbs | pupils equal | no cervical spine tenderness`),
      ask: phrases(`exclude subdural hematoma | concern for intracranial bleeding |
        any hemorrhage or skull fx?`),
    },
    {
      situation: "thunderclap headache",
      ages: [26, 78],
      core: phrases(`abrupt explosive headache reaching maximum in seconds |
        sudden worst ever headache while lifting`),
      support: phrases(`photophobia and stiff neck | hypertensive to 220/120 | nausea with the headache`),
      absent: phrases(`afebrile | strength symmetric`),
      ask: phrases(`concern for SAH | exclude subarachnoid bleed`),
    },
    {
      situation: "acute confusion",
      ages: [60, 92],
      core: phrases(`increasing confusion in nursing home resident after fall |
        acutely altered and hard to wake, head bruise`),
      support: phrases(`on dual antiplatelet therapy | heavy drinker, falls often`),
      absent: phrases(`afebrile | no limb weakness`),
      ask: phrases(`exclude intracranial hemorrhage | subdural?`),
    },
    {
      situation: "shunt malfunction",
      ages: [4, 38],
      core: phrases(`ventriculoperitoneal shunt, headaches and drowsiness for 3 days`),
      support: phrases(`previous shunt blockage | sunset gaze`),
      absent: phrases(`temperature normal`),
      ask: phrases(`ventricles bigger? | blocked shunt?`),
    },
  ],
};
