import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrBrainEpilepsy: ProtocolBank = {
  protocol: {
    name: "MR Brain Epilepsy W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium",
    alternatives: ["MR Brain Tumor W/WO"],
    indications: ["new onset seizures", "drug resistant epilepsy", "presurgical epilepsy evaluation"],
  },
  train: [
    {
      situation: "focal or refractory epilepsy",
      ages: [14, 66],
      core: phrases(`intractable epilepsy despite levetiracetam and lamotrigine |
        recurrent complex partial seizures since childhood |
        medically refractory temporal lobe epilepsy | weekly nocturnal seizures with automatisms |
        focal seizures with impaired awareness | drug resistant focal epilepsy |
        breakthrough seizures on two antiepileptic drugs | deja vu spells then staring`),
      support: phrases(`EEG shows left temporal sharp waves | febrile convulsions in infancy |
        aura of rising epigastric sensation | being considered for epilepsy surgery |
        postictal confusion for 20 minutes | lip smacking and staring spells |
        EEG with focal epileptiform discharges`),
      absent: phrases(`no focal deficit between events | no recent head injury |
        normal interictal exam`),
      ask: phrases(`evaluate for mesial temporal sclerosis | evaluate for cortical dysplasia |
        seizure focus? | look for epileptogenic lesion`),
    },
    {
      situation: "first seizure",
      ages: [16, 70],
      core: phrases(`first unprovoked generalized tonic clonic seizure 3 weeks ago |
        new onset seizures | witnessed convulsion, second in a month |
        new onset focal seizure of the left arm`),
      support: phrases(`tongue biting | EEG abnormal | started on levetiracetam |
        incontinent during the event | head CT in the ED normal`),
      absent: phrases(`no fever | no alcohol or drug use | no head injury | normal neuro exam`),
      ask: phrases(`rule out structural cause of seizures | seizure focus? | cause of new seizures`),
    },
    {
      situation: "childhood epilepsy",
      ages: [3, 15],
      core: phrases(`focal motor seizures of the right hand | daily drop attacks and epilepsy |
        uncontrolled seizures with developmental delay`),
      support: phrases(`EEG with right frontal spikes | school performance worse |
        failed valproate | hypomelanotic macules`),
      absent: phrases(`no fever with seizures | no signs of raised pressure`),
      ask: phrases(`evaluate for malformation of cortical development |
        focal cortical dysplasia?`),
    },
  ],
  test: [
    {
      situation: "focal or refractory epilepsy",
      ages: [15, 64],
      core: phrases(`pharmacoresistant epilepsy with daily focal seizures |
        convulsions breaking through despite valproate and carbamazepine |
        staring spells with oral automatisms, uncontrolled |
        deja vu episodes followed by loss of awareness, known epileptic`),
      support: phrases(`video EEG localizes to right temporal lobe | childhood febrile seizure |
        surgical workup planned | epileptiform discharges over left temporal leads`),
      absent: phrases(`neurologically normal between spells | no trauma`),
      ask: phrases(`hippocampal sclerosis? | search for seizure focus |
        structural lesion or focal dysplasia?`),
    },
    {
      situation: "first seizure",
      ages: [18, 68],
      core: phrases(`new convulsive seizure out of sleep | first ever grand mal seizure |
        two unprovoked fits this month`),
      support: phrases(`tongue bitten, postictal sleepiness | keppra started | awake EEG with spikes`),
      absent: phrases(`no infection signs | no alcohol withdrawal`),
      ask: phrases(`lesion causing seizures? | epileptogenic focus?`),
    },
    {
      situation: "childhood epilepsy",
      ages: [4, 14],
      core: phrases(`seizures several times a day despite three medicines`),
      support: phrases(`regression of speech | frontal spike waves on EEG`),
      absent: phrases(`afebrile`),
      ask: phrases(`cortical malformation?`),
    },
  ],
};
