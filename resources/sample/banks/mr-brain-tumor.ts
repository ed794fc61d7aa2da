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
      core: phrases(`small cell lung cancer, staging for brain metastases |
        metastatic melanoma with new headaches | breast cancer with new gait unsteadiness |
        lung adenocarcinoma with mild left hand weakness |
        renal cell cancer with new headaches and vomiting | known lung cancer, new confusion`),
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
      core: phrases(`known brain metastases, 8 weeks after radiosurgery |
        resected cerebellar metastasis, surveillance | brain metastases after gamma knife`),
      support: phrases(`prior whole brain radiation | steroid taper finished | three lesions treated`),
      absent: phrases(`no new deficit | no headache`),
      ask: phrases(`response to treatment? | new lesions? | radiation necrosis versus progression?`),
    },
    {
      situation: "primary tumor",
      ages: [22, 76],
      complaint: false,
      core: phrases(`glioblastoma status post resection and chemoradiation |
        low grade glioma on surveillance | meningioma followed since 2019 |
        oligodendroglioma, post op follow up | GBM with new weakness`),
      support: phrases(`on temozolomide cycle 4 | last craniotomy 6 months ago |
        personality change reported by family | slowly worsening left weakness`),
      absent: phrases(`no seizures so far | no infection signs`),
      ask: phrases(`tumor progression versus radiation change? | evaluate for residual tumor |
        tumor growth? | recurrence?`),
    },
    {
      situation: "new mass",
      ages: [26, 78],
      core: phrases(`progressive morning headaches with papilledema |
        headache with personality change and CT showing frontal mass |
        gait ataxia and posterior fossa mass on CT`),
      support: phrases(`vasogenic edema on head CT | vomiting on waking | apathy and disinhibition |
        symptoms for 6 weeks`),
      absent: phrases(`no fever | no known cancer`),
      ask: phrases(`characterize brain mass | rule out brain tumor | preop planning for resection`),
    },
  ],
  test: [
    {
      situation: "metastases",
      ages: [40, 80],
      complaint: false,
      core: phrases(`renal cell carcinoma with new daily headaches and clumsiness |
        stage IV lung cancer, restaging of the brain |
        melanoma on nivolumab with new cognitive decline |
        HER2 positive breast cancer, vomiting and headache on waking`),
      support: phrases(`started dexamethasone yesterday | unsteady on feet | liver and bone metastases`),
      absent: phrases(`no convulsions | afebrile`),
      ask: phrases(`intracranial mets? | concern for metastatic brain lesions`),
    },
    {
      situation: "treated metastases",
      ages: [42, 78],
      complaint: false,
      core: phrases(`brain mets treated with stereotactic radiation, 3 month check`),
      support: phrases(`previous gamma knife to cerebellar metastasis | off steroids`),
      absent: phrases(`no new symptoms`),
      ask: phrases(`treatment response or new metastases?`),
    },
    {
      situation: "primary tumor",
      ages: [24, 74],
      complaint: false,
      core: phrases(`resected anaplastic astrocytoma, routine surveillance |
        glioblastoma after radiation and temozolomide, weaker on one side |
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
