import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usThyroid: ProtocolBank = {
  protocol: {
    name: "US Thyroid Neck",
    modality: "US",
    region: "neck",
    contrast: "none",
    alternatives: [],
    indications: ["thyroid nodule", "goiter", "thyroid cancer follow-up"],
  },
  train: [
    {
      situation: "nodule or goiter",
      ages: [20, 80],
      core: phrases(`palpable right thyroid nodule | neck lump moving with swallowing |
        enlarging thyroid nodule over 6 months | goiter with pressure sensation in neck |
        thyroid nodule seen incidentally on neck imaging | asymmetric enlarged thyroid on exam |
        firm lump in lower neck`),
      support: phrases(`TSH 2.1, euthyroid | TSH normal | family history of thyroid cancer |
        childhood neck irradiation | Hashimoto thyroiditis | hoarse voice |
        normal thyroid function tests`),
      absent: phrases(`no palpitations | no weight loss | no tremor | no dysphagia`),
      ask: phrases(`evaluate thyroid nodule | TI-RADS? | characterize nodule, biopsy needed? |
        nodule size and features`),
    },
    {
      situation: "nodule follow-up",
      ages: [26, 80],
      complaint: false,
      core: phrases(`follow up of multinodular goiter, prior benign FNA |
        thyroid nodule surveillance, 14 mm last year | benign thyroid nodules, 1 year follow up`),
      support: phrases(`TSH 1.2 | Bethesda II on biopsy | three nodules on last exam`),
      absent: phrases(`no neck pressure | no hyperthyroid symptoms`),
      ask: phrases(`interval growth? | need for repeat FNA?`),
    },
    {
      situation: "cancer follow-up",
      ages: [24, 76],
      complaint: false,
      core: phrases(`papillary thyroid cancer status post thyroidectomy |
        thyroid cancer surveillance after total thyroidectomy`),
      support: phrases(`thyroglobulin undetectable | on levothyroxine | radioiodine given 2020`),
      absent: phrases(`no neck mass felt`),
      ask: phrases(`recurrence or nodal disease? | suspicious lymph nodes?`),
    },
  ],
  test: [
    {
      situation: "nodule or goiter",
      ages: [22, 78],
      core: phrases(`lump at front of neck that rises on swallowing | firm nodule in left thyroid lobe |
        neck fullness, enlarged thyroid gland | thyroid incidentaloma on carotid scan |
        multinodular goitre getting bigger`),
      support: phrases(`euthyroid on labs | mother had papillary thyroid carcinoma |
        radiation to neck as a child | voice change | TPO antibodies positive, TSH in range`),
      absent: phrases(`no heat intolerance | swallowing fine | heart rate normal`),
      ask: phrases(`nodule for FNA? | TI-RADS category? | benign or suspicious nodule?`),
    },
    {
      situation: "nodule follow-up",
      ages: [28, 76],
      complaint: false,
      core: phrases(`known benign thyroid nodules, 2 year check`),
      support: phrases(`FNA benign in 2021 | TSH 1.8`),
      absent: phrases(`thyroid function stable`),
      ask: phrases(`has nodule grown?`),
    },
    {
      situation: "cancer follow-up",
      ages: [26, 74],
      complaint: false,
      core: phrases(`previous total thyroidectomy for papillary carcinoma, yearly neck check`),
      support: phrases(`thyroglobulin slightly up | takes thyroxine`),
      absent: phrases(`no palpable nodes`),
      ask: phrases(`thyroid bed recurrence or nodes?`),
    },
  ],
};
