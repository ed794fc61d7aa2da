import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrBrainEpilepsy: ProtocolBank = {
  protocol: {
    name: "MR Brain Epilepsy W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium",
    alternatives: ["MR Brain Tumor W/WO"],
    indications: [
      "new onset seizures",
      "drug resistant epilepsy",
      "presurgical epilepsy evaluation",
    ],
  },
  train: [
    {
      situation: "focal or refractory epilepsy",
      ages: [14, 66],
      core: phrases(`[intractable;refractory;drug resistant;uncontrolled;pharmacoresistant] epilepsy [despite levetiracetam and lamotrigine;on three antiepileptic drugs;despite valproate;with daily seizures] |
        [recurrent;weekly;daily;frequent] [complex partial;focal;nocturnal;temporal lobe] seizures [since childhood;with automatisms;with impaired awareness;] |
        medically refractory [temporal lobe;focal;frontal lobe] epilepsy |
        breakthrough [seizures;convulsions] on [two antiepileptic drugs;carbamazepine;levetiracetam] |
        [deja vu spells then staring;staring spells with lip smacking;deja vu then loss of awareness;spells of oral automatisms], known [epilepsy;epileptic] |
        epileptic attacks every week | blank staring with chewing | fits since teens |
        focal attacks with hand fumbling | convulsions persist on three drugs`),
      support: phrases(`EEG shows left temporal sharp waves | febrile convulsions in infancy |
        epigastric aura | being considered for epilepsy surgery |
        postictal confusion for 20 minutes | lip smacking and staring spells |
        EEG with focal epileptiform discharges | polytherapy failed |
        surgical workup for epilepsy | hippocampus seizure onset suspected`),
      absent: phrases(`no focal deficit between events | no recent head injury |
        normal interictal exam`),
      ask: phrases(`evaluate for mesial temporal sclerosis | evaluate for cortical dysplasia |
        seizure focus? | look for epileptogenic lesion`),
    },
    {
      situation: "first seizure",
      ages: [16, 70],
      core: phrases(`[first;new;first ever] [unprovoked;grand mal;generalized tonic clonic;convulsive] seizure [3 weeks ago;last week;out of sleep;yesterday] |
        new onset [seizures;focal seizures;convulsions] |
        [witnessed convulsion;two unprovoked seizures;two fits], [second in a month;in one month] |
        new onset focal seizure of the [left arm;right face;right hand] |
        grand mal at work | single convulsion, none before |
        generalized shaking witnessed by spouse | convulsed during sleep`),
      support: phrases(`tongue biting | EEG abnormal | started on levetiracetam |
        incontinent during the event | head CT in the ED normal | keppra loaded |
        woke confused with sore muscles | EEG spikes | bit tongue`),
      absent: phrases(`no fever | no alcohol or drug use | no head injury | normal neuro exam`),
      ask: phrases(
        `rule out structural cause of seizures | seizure focus? | cause of new seizures`,
      ),
    },
    {
      situation: "childhood epilepsy",
      ages: [3, 15],
      core: phrases(`focal [motor;clonic] seizures of the [right hand;left leg;face] | [daily;several] [drop attacks;seizures a day] and epilepsy |
        [uncontrolled;daily;frequent] seizures [with developmental delay;with speech regression;despite three medicines]`),
      support:
        phrases(`EEG with right frontal spikes | school performance worse | failed valproate |
        hypomelanotic macules | infantile spasms in the past | staring spells at school |
        failed third anticonvulsant | spike waves frontally`),
      absent: phrases(`no fever with seizures | no signs of raised pressure`),
      ask: phrases(`evaluate for malformation of cortical development |
        focal cortical dysplasia?`),
    },
  ],
  test: [
    {
      situation: "focal or refractory epilepsy",
      ages: [15, 64],
      core: phrases(`epileptic with focal attacks every day despite polytherapy |
        convulsions breaking through despite valproate and carbamazepine |
        staring spells with oral automatisms, uncontrolled |
        odd deja vu feeling then blank staring, epilepsy since teens`),
      support: phrases(`video EEG localizes to right temporal lobe | childhood febrile seizure |
        surgical workup planned | epileptiform discharges over left temporal leads`),
      absent: phrases(`neurologically normal between spells`),
      ask: phrases(`hippocampal sclerosis? | search for seizure focus |
        structural lesion or focal dysplasia?`),
    },
    {
      situation: "first seizure",
      ages: [18, 68],
      core: phrases(`convulsed while asleep, first seizure | single grand mal seizure at work, none before |
        two unprovoked fits this month`),
      support: phrases(
        `tongue bitten, postictal sleepiness | keppra started | awake EEG with spikes`,
      ),
      absent: phrases(`no meningism | no alcohol withdrawal`),
      ask: phrases(`lesion causing seizures? | epileptogenic focus?`),
    },
    {
      situation: "childhood epilepsy",
      ages: [4, 14],
      core: phrases(`seizing many times daily, third medicine failed`),
      support: phrases(`regression of speech | frontal spike waves on EEG`),
      absent: phrases(`afebrile`),
      ask: phrases(`cortical malformation?`),
    },
  ],
};
