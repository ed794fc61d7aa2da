import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrPituitary: ProtocolBank = {
  protocol: {
    name: "MR Pituitary W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium, dynamic",
    alternatives: ["MR Brain Tumor W/WO"],
    indications: ["hyperprolactinemia", "Cushing disease", "acromegaly", "hypopituitarism", "sellar mass"],
  },
  train: [
    {
      situation: "high prolactin",
      ages: [19, 44],
      sex: "F",
      core: phrases(`galactorrhea and amenorrhea for 8 months |
        secondary amenorrhea with prolactin 148 | nipple discharge and irregular menses, prolactin high |
        hyperprolactinemia on repeat labs | elevated prolactin with infertility`),
      support: phrases(`headaches | mild bitemporal field loss | on no dopamine blocking drugs |
        trying to conceive for 2 years | milk from both breasts | low libido`),
      absent: phrases(`hCG negative | TSH normal | no visual complaints`),
      ask: phrases(`rule out prolactinoma | pituitary adenoma? | evaluate sella`),
    },
    {
      situation: "hormone excess",
      ages: [28, 70],
      core: phrases(`enlarging hands and coarse facial features with IGF-1 elevated |
        acromegaly, newly diagnosed | Cushing syndrome with elevated ACTH |
        hypercortisolism, ACTH dependent`),
      support: phrases(`hypertension and new diabetes | sleep apnea | failed suppression testing |
        endocrinology referral`),
      absent: phrases(`no vision change | adrenal CT normal`),
      ask: phrases(`evaluate for pituitary adenoma | microadenoma?`),
    },
    {
      situation: "hypopituitarism or visual field loss",
      ages: [30, 74],
      core: phrases(`bitemporal hemianopsia on visual fields | central hypothyroidism with low cortisol |
        low testosterone with low LH and FSH | polyuria and polydipsia, central diabetes insipidus |
        incidental sellar mass on head CT | panhypopituitarism`),
      support: phrases(`fatigue and low libido | prolactin mildly raised | headache |
        low free T4 with normal TSH | peripheral vision loss`),
      absent: phrases(`no prior cranial surgery | no seizures`),
      ask: phrases(`evaluate for pituitary adenoma | evaluate optic chiasm compression |
        sellar or suprasellar mass? | pituitary lesion?`),
    },
    {
      situation: "treated adenoma",
      ages: [32, 76],
      complaint: false,
      core: phrases(`pituitary macroadenoma status post transsphenoidal resection |
        prolactinoma on cabergoline, follow up | nonfunctioning pituitary adenoma, surveillance`),
      support: phrases(`resection 3 months ago | vision improved | prolactin falling | on hydrocortisone`),
      absent: phrases(`no vision change | no headache`),
      ask: phrases(`residual or recurrent adenoma? | adenoma size? | post op baseline`),
    },
  ],
  test: [
    {
      situation: "high prolactin",
      ages: [20, 42],
      sex: "F",
      core: phrases(`milky breast discharge and absent periods |
        persistently high prolactin of 210 | missed menses for a year, prolactin elevated`),
      support: phrases(`trouble conceiving | peripheral vision seems reduced | not on antipsychotics`),
      absent: phrases(`pregnancy test negative | thyroid function normal`),
      ask: phrases(`prolactinoma? | adenoma of pituitary?`),
    },
    {
      situation: "hormone excess",
      ages: [32, 68],
      core: phrases(`acromegaly with rising IGF-1, ring size increasing |
        ACTH dependent Cushing with moon facies and striae`),
      support: phrases(`growth hormone not suppressed by glucose | failed dexamethasone suppression`),
      absent: phrases(`fields full`),
      ask: phrases(`look for microadenoma | source in the pituitary?`),
    },
    {
      situation: "hypopituitarism or visual field loss",
      ages: [32, 72],
      core: phrases(`loss of temporal visual fields on both sides |
        panhypopituitarism of unclear cause | sellar lesion found incidentally on CT |
        low cortisol, low thyroxine and low sex hormones, central pattern`),
      support: phrases(`excess thirst with dilute urine | tired, no libido | prolactin slightly up`),
      absent: phrases(`no brain operations | no fits`),
      ask: phrases(`sellar mass pressing on chiasm? | pituitary mass?`),
    },
    {
      situation: "treated adenoma",
      ages: [34, 74],
      complaint: false,
      core: phrases(`nonfunctioning macroadenoma after endoscopic transsphenoidal surgery |
        microprolactinoma treated with bromocriptine, 1 year check`),
      support: phrases(`operated last autumn | hormone replacement`),
      absent: phrases(`no acute visual loss`),
      ask: phrases(`tumor regrowth in the sella? | residual adenoma?`),
    },
  ],
};
