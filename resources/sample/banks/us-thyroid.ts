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
      core: phrases(`[palpable;firm] [right;left] thyroid nodule |
        neck [lump;mass] [moving with swallowing;that rises on swallowing] |
        enlarging [thyroid nodule;goiter;neck lump] over 6 months |
        [goiter;multinodular goiter;enlarged thyroid] with [pressure sensation in neck;neck fullness] |
        thyroid [nodule;incidentaloma] seen incidentally on [neck imaging;carotid scan] |
        [asymmetric enlarged thyroid;enlarged thyroid gland;nodule in thyroid lobe] on exam |
        firm lump in [lower;front of] neck | nodule in left lobe of thyroid |
        voice change, thyroid lump | euthyroid with nodule | fullness in neck |
        goiter growing`),
      support: phrases(`[TSH 2.1, euthyroid;TSH normal;normal thyroid function tests] |
        family history of thyroid cancer | childhood neck irradiation |
        Hashimoto thyroiditis | hoarse voice | TPO antibodies, TSH in range |
        neck radiation as child`),
      absent: phrases(`no palpitations | no weight loss | no tremor | no dysphagia`),
      ask: phrases(`evaluate thyroid nodule | TI-RADS? | characterize nodule, biopsy needed? |
        nodule size and features | FNA needed? | nodule suspicious?`),
    },
    {
      situation: "nodule follow-up",
      ages: [26, 80],
      complaint: false,
      core: phrases(`follow up of multinodular goiter, prior benign FNA |
        thyroid nodule surveillance, [14 mm;12 mm] last year |
        [known ;]benign thyroid nodules, [1 year;2 year] follow up |
        benign cytology, thyroid nodule | two years on, nodules`),
      support: phrases(`TSH 1.2 | Bethesda II on biopsy | three nodules on last exam | benign FNA`),
      absent: phrases(`no neck pressure | no hyperthyroid symptoms`),
      ask: phrases(`interval growth? | need for repeat FNA? | nodule growth?`),
    },
    {
      situation: "cancer follow-up",
      ages: [24, 76],
      complaint: false,
      core: phrases(`papillary thyroid [cancer;carcinoma] status post [thyroidectomy;total thyroidectomy] |
        thyroid cancer [surveillance;yearly check] after total thyroidectomy |
        thyroid removed for carcinoma`),
      support: phrases(`thyroglobulin undetectable | on levothyroxine | radioiodine given 2020`),
      absent: phrases(`no neck mass felt`),
      ask: phrases(`recurrence or nodal disease? | suspicious lymph nodes? | nodes in neck?`),
    },
  ],
  test: [
    {
      situation: "nodule or goiter",
      ages: [22, 78],
      core: phrases(`front of neck swelling, moves up on swallowing | firm nodule in left thyroid lobe |
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
      core: phrases(`thyroid nodule with benign cytology, two years on`),
      support: phrases(`FNA benign in 2021 | TSH 1.8`),
      absent: phrases(`thyroid function stable`),
      ask: phrases(`has nodule grown?`),
    },
    {
      situation: "cancer follow-up",
      ages: [26, 74],
      complaint: false,
      core: phrases(`thyroid removed for papillary carcinoma, neck check due`),
      support: phrases(`thyroglobulin slightly up | takes thyroxine`),
      absent: phrases(`no palpable nodes`),
      ask: phrases(`thyroid bed recurrence or nodes?`),
    },
  ],
};
