import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const nmThyroidUptake: ProtocolBank = {
  protocol: {
    name: "NM Thyroid Uptake",
    modality: "NM",
    region: "neck",
    contrast: "none (I-123)",
    alternatives: ["US Thyroid Neck"],
    indications: [
      "hyperthyroidism of unclear cause",
      "toxic nodule with suppressed TSH",
      "before radioiodine treatment",
    ],
  },
  train: [
    {
      situation: "hyperthyroidism",
      ages: [22, 78],
      core: phrases(`[hyperthyroidism;thyrotoxicosis;overactive thyroid] with suppressed TSH[; and high free T4;, cause unclear] |
        TSH [<0.01;undetectable] with [palpitations and tremor;sweating;raised T3 and T4] |
        [thyrotoxicosis;thyrotoxic], [weight loss and heat intolerance;undetectable TSH;tremor] |
        newly diagnosed [hyperthyroidism;thyrotoxicosis] |
        overactive thyroid, [sweating and tremor;cause uncertain;racing heart] |
        lost 7 kg, overactive thyroid | fine tremor, TSH undetectable | thyrotoxic |
        T4 and T3 high, TSH nil`),
      support:
        phrases(`free T4 3.9 | TSI antibodies pending | exophthalmos | new atrial fibrillation |
        diffuse goiter | resting pulse 118 | lid lag present | pulse 125, sweaty`),
      absent: phrases(`no recent iodine contrast | not on amiodarone | no neck pain`),
      ask: phrases(`Graves versus thyroiditis | toxic nodule? | cause of hyperthyroidism? |
        thyroiditis, subacute?`),
    },
    {
      situation: "toxic nodule",
      ages: [30, 80],
      core: phrases(`[low;suppressed] TSH with thyroid nodule | multinodular goiter with suppressed TSH |
        thyroid nodule and hyperthyroid labs |
        [autonomous;toxic] thyroid nodule suspected, TSH 0.03 | autonomous nodule |
        TSH 0.02 and nodule | T3 raised, nodule`),
      support: phrases(`TSH 0.03 | free T4 2.6 | nodule 3 cm | palpitations`),
      absent: phrases(`no iodinated contrast in 2 months | no tenderness`),
      ask: phrases(`hot nodule? | toxic adenoma? | autonomous nodule? | nodule hot or cold?`),
    },
    {
      situation: "before radioiodine",
      ages: [30, 76],
      complaint: false,
      core: phrases(`Graves disease, planning [radioiodine;radioactive iodine] therapy |
        toxic [multinodular goiter;adenoma] before [I-131 treatment;radioiodine] |
        [recurrent;relapsed] Graves, radioactive iodine [planned;scheduled] |
        radioiodine ablation planned | I-131 dose planned, Graves`),
      support:
        phrases(`off methimazole for 7 days | TSH suppressed | agranulocytosis on methimazole |
        methimazole tablets stopped`),
      absent: phrases(`no contrast CT in past 2 months | no eye disease`),
      ask: phrases(`dose calculation | percentage before radioiodine`),
    },
  ],
  test: [
    {
      situation: "hyperthyroidism",
      ages: [24, 76],
      core: phrases(`thyrotoxic with undetectable TSH |
        T3 and T4 both high, hot and sweaty, pulse 120 |
        overactive thyroid of uncertain cause, TSH suppressed`),
      support: phrases(`lid lag and fine tremor | TRAb equivocal | lost 7 kg while eating more |
        irregular pulse | thyroid bruit`),
      absent: phrases(`no iodinated contrast lately | gland not tender | no amiodarone use`),
      ask: phrases(`Graves or subacute thyroiditis? | etiology of thyrotoxicosis?`),
    },
    {
      situation: "toxic nodule",
      ages: [34, 78],
      core: phrases(`thyroid nodule likely autonomous, TSH 0.02`),
      support: phrases(`T3 raised | 25 mm nodule`),
      absent: phrases(`no contrast scan lately`),
      ask: phrases(`hyperfunctioning nodule? | hot or cold?`),
    },
    {
      situation: "before radioiodine",
      ages: [32, 74],
      complaint: false,
      core: phrases(
        `Graves back after tablets, I-131 booked | toxic adenoma for radioiodine ablation`,
      ),
      support: phrases(`antithyroid drug stopped last week | intolerant of propylthiouracil`),
      absent: phrases(`no recent contrast study | eyes quiet`),
      ask: phrases(`percentage for I-131 dose | 24 hour measurement needed`),
    },
  ],
};
