import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrBrainTumor: ProtocolBank = {
  protocol: {
    name: "MR Brain Tumor W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium",
    alternatives: ["MR Brain Epilepsy W/WO", "MR Brain MS W/WO"],
    indications: ["brain metastases", "primary brain tumor follow-up", "intracranial mass"],
  },
  train: [
    {
      situation: "metastases",
      ages: [38, 82],
      complaint: false,
      core: phrases(`[small cell lung cancer;lung adenocarcinoma;stage IV lung cancer;metastatic lung cancer], [staging for brain metastases;brain staging;new headaches;mild left hand weakness;new confusion] |
        [metastatic melanoma;melanoma on immunotherapy;stage IV melanoma] with [new headaches;cognitive decline;vomiting on waking;clumsiness] |
        [breast cancer;HER2 positive breast cancer;metastatic breast cancer] with [new gait unsteadiness;morning vomiting;daily headaches] |
        [renal cell cancer;renal cell carcinoma;kidney cancer] with [new headaches and vomiting;clumsiness;new daily headaches] |
        brain restaging due, lung primary | clumsy with known cancer |
        throws up each morning, known malignancy | melanoma patient with balance trouble |
        stage IV disease, new headaches | kidney cancer, head pressure`),
      support: phrases(`on dexamethasone | before starting immunotherapy | nausea in the mornings |
        widespread systemic metastases | performance status 1`),
      absent: phrases(`no seizures | no fever`),
      ask: phrases(`evaluate for brain metastases | rule out intracranial metastases |
        brain mets? | staging of the brain`),
    },
    {
      situation: "treated metastases",
      ages: [40, 80],
      complaint: false,
      core: phrases(`[known brain metastases;brain mets;brain lesions], [8 weeks after radiosurgery;3 months after gamma knife;treated with stereotactic radiation] |
        [resected;treated] [cerebellar;frontal] metastasis, surveillance |
        radiosurgery site check | cyberknife to frontal lesion |
        irradiated cerebral metastases`),
      support:
        phrases(`prior whole brain radiation | steroid taper finished | three lesions treated |
        gamma knife last spring | stereotactic radiation done`),
      absent: phrases(`no new deficit | no headache`),
      ask: phrases(
        `response to treatment? | new lesions? | radiation necrosis versus progression?`,
      ),
    },
    {
      situation: "primary tumor",
      ages: [22, 76],
      complaint: false,
      core: phrases(`[glioblastoma;GBM;anaplastic astrocytoma;high grade glioma] [status post;after] [resection and chemoradiation;radiation and temozolomide;craniotomy] |
        [low grade glioma;oligodendroglioma;diffuse astrocytoma] [on surveillance;post op follow up;resected, routine follow up] |
        [meningioma;parafalcine meningioma;convexity meningioma] [followed since 2019;on surveillance;yearly follow up] |
        [GBM;glioblastoma] with new [weakness;aphasia;confusion] |
        glioblastoma on bevacizumab | astrocytoma grade 3 | weaker leg, known glioma |
        operated glioma | craniotomy for meningioma`),
      support: phrases(`on temozolomide cycle 4 | last craniotomy 6 months ago |
        personality change reported by family | slowly worsening left weakness`),
      absent: phrases(`no seizures so far | no infection signs`),
      ask: phrases(`tumor progression versus radiation change? | evaluate for residual tumor |
        tumor growth? | recurrence?`),
    },
    {
      situation: "new mass",
      ages: [26, 78],
      core: phrases(`[progressive;worsening] [morning headaches;headaches on waking] with papilledema |
        [headache;weakness;confusion] [with personality change;for 6 weeks] and CT showing [frontal;temporal;enhancing;intracranial] [mass;brain tumor] |
        [gait ataxia and ;headaches and ;][posterior fossa;cerebellar;brain] mass on CT |
        enhancing lesion on head CT | headache worst at dawn |
        intracranial mass, unknown type`),
      support: phrases(`vasogenic edema on head CT | vomiting on waking | apathy and disinhibition |
        symptoms for 6 weeks | papilledema seen`),
      absent: phrases(`no fever | no known cancer`),
      ask: phrases(`characterize brain mass | rule out brain tumor | preop planning for resection`),
    },
  ],
  test: [
    {
      situation: "metastases",
      ages: [40, 80],
      complaint: false,
      core: phrases(`kidney cancer patient, clumsy with new headaches |
        lung primary stage IV, brain restaging due |
        melanoma taking nivolumab, memory and balance worse |
        HER2 breast cancer on trastuzumab, headache and vomiting each morning`),
      support: phrases(
        `started dexamethasone yesterday | unsteady on feet | liver and bone metastases`,
      ),
      absent: phrases(`no blackouts | afebrile`),
      ask: phrases(`intracranial mets? | concern for metastatic brain lesions`),
    },
    {
      situation: "treated metastases",
      ages: [42, 78],
      complaint: false,
      core: phrases(`cerebral metastases irradiated in spring, 3 month check`),
      support: phrases(`previous gamma knife to cerebellar metastasis | off steroids`),
      absent: phrases(`no new symptoms`),
      ask: phrases(`treatment response or new metastases?`),
    },
    {
      situation: "primary tumor",
      ages: [24, 74],
      complaint: false,
      core: phrases(`resected anaplastic astrocytoma, routine surveillance |
        glioblastoma, finished temozolomide, weaker leg |
        known parafalcine meningioma, yearly check`),
      support: phrases(`craniotomy last spring | on bevacizumab | family notes slower thinking`),
      absent: phrases(`has not had seizures | wound well healed`),
      ask: phrases(`tumor recurrence or radiation change? | growth of tumor?`),
    },
    {
      situation: "new mass",
      ages: [28, 76],
      core: phrases(`enhancing brain mass found on outside head CT |
        headaches worst on waking, papilledema on fundoscopy`),
      support: phrases(`edema and midline shift on CT | disinhibited behavior`),
      absent: phrases(`no cancer history`),
      ask: phrases(`characterise intracranial mass | brain tumor?`),
    },
  ],
};
