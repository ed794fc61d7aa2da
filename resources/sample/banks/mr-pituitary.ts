import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const mrPituitary: ProtocolBank = {
  protocol: {
    name: "MR Pituitary W/WO",
    modality: "MR",
    region: "head",
    contrast: "without and with gadolinium, dynamic",
    alternatives: ["MR Brain Tumor W/WO"],
    indications: [
      "hyperprolactinemia",
      "Cushing disease",
      "acromegaly",
      "hypopituitarism",
      "sellar mass",
    ],
  },
  train: [
    {
      situation: "high prolactin",
      ages: [19, 44],
      sex: "F",
      core: phrases(`[galactorrhea;milky nipple discharge;breast discharge;milk production] and [amenorrhea;absent periods;irregular menses;missed periods] [for 8 months;for a year;, prolactin high] |
        [secondary amenorrhea;missed periods;no menses for a year] with prolactin [148;96;210;elevated] |
        [hyperprolactinemia;high prolactin;prolactin 180] on [repeat labs;two occasions;infertility workup] |
        elevated prolactin with [infertility;galactorrhea;headaches] |
        lactating, never pregnant | cannot conceive, milky discharge`),
      support: phrases(`headaches | mild bitemporal field loss | on no dopamine blocking drugs |
        trying to conceive for 2 years | milk from both breasts | low libido |
        side vision reduced`),
      absent: phrases(`hCG negative | TSH normal | no visual complaints`),
      ask: phrases(`rule out prolactinoma | pituitary adenoma? | evaluate sella`),
    },
    {
      situation: "hormone excess",
      ages: [28, 70],
      core: phrases(`[enlarging hands and coarse facial features;larger shoe size and jaw growth;growing ring size], IGF-1 [elevated;high;rising] |
        acromegaly, [newly diagnosed;IGF-1 elevated;growth hormone not suppressed] |
        [Cushing syndrome;Cushing;moon facies and striae] with [elevated ACTH;ACTH dependent pattern;failed dexamethasone suppression] |
        [hypercortisolism;cortisol excess], ACTH dependent | jaw and hands growing |
        buffalo hump and easy bruising | Cushingoid appearance`),
      support: phrases(`hypertension and new diabetes | sleep apnea | failed suppression testing |
        endocrinology referral | shoe size increasing | cortisol not suppressed |
        striae on abdomen | ACTH above range | growth hormone raised`),
      absent: phrases(`no vision change | adrenal CT normal`),
      ask: phrases(`evaluate for pituitary adenoma | microadenoma?`),
    },
    {
      situation: "hypopituitarism or visual field loss",
      ages: [30, 74],
      core: phrases(`[bitemporal hemianopsia;bitemporal field loss;loss of temporal fields] on [visual fields;exam] |
        central hypothyroidism with low [cortisol;sex hormones] |
        low cortisol with low LH and FSH |
        [polyuria and polydipsia;excess thirst with dilute urine], central diabetes insipidus |
        [incidental;newly found] [sellar;suprasellar;pituitary] [mass;lesion] on [head CT;outside imaging] |
        [panhypopituitarism;hypopituitarism;multiple pituitary hormone deficits][;, cause unclear] |
        pituitary hormones low | sellar mass compressing chiasm |
        outer visual fields missing | empty sella suspected |
        cortisol and thyroxine both low | hormones of pituitary low`),
      support: phrases(`fatigue and low libido | prolactin mildly raised | headache |
        low free T4 with normal TSH | peripheral vision loss | central hypogonadism`),
      absent: phrases(`no prior cranial surgery | no seizures`),
      ask: phrases(`evaluate for pituitary adenoma | evaluate optic chiasm compression |
        sellar or suprasellar mass? | pituitary lesion?`),
    },
    {
      situation: "treated adenoma",
      ages: [32, 76],
      complaint: false,
      core: phrases(`[pituitary macroadenoma;pituitary adenoma;nonfunctioning macroadenoma] [status post transsphenoidal resection;after transsphenoidal surgery;after endoscopic resection] |
        [prolactinoma;microprolactinoma] on [cabergoline;bromocriptine], follow up |
        nonfunctioning pituitary [adenoma;microadenoma], surveillance |
        bromocriptine for prolactinoma | residual tumor in cavernous sinus |
        macroadenoma resected last year`),
      support:
        phrases(`resection 3 months ago | vision improved | prolactin falling | on hydrocortisone |
        hormone replacement after pituitary surgery`),
      absent: phrases(`no vision change | no headache`),
      ask: phrases(`residual or recurrent adenoma? | adenoma size? | post op baseline`),
    },
  ],
  test: [
    {
      situation: "high prolactin",
      ages: [20, 42],
      sex: "F",
      core: phrases(`lactating without childbirth, no periods for months |
        persistently high prolactin of 210 | no menses since last year, prolactin three times normal`),
      support: phrases(
        `trouble conceiving | peripheral vision seems reduced | not on antipsychotics`,
      ),
      absent: phrases(`beta hCG below 5 | thyroid function normal`),
      ask: phrases(`prolactinoma? | adenoma of pituitary?`),
    },
    {
      situation: "hormone excess",
      ages: [32, 68],
      core: phrases(`acromegaly with rising IGF-1, ring size increasing |
        Cushingoid face and purple striae, ACTH high`),
      support: phrases(`growth hormone high in glucose test | failed dexamethasone suppression`),
      absent: phrases(`fields full`),
      ask: phrases(`look for microadenoma | source in the pituitary?`),
    },
    {
      situation: "hypopituitarism or visual field loss",
      ages: [32, 72],
      core: phrases(`outer visual fields lost on both sides |
        pituitary hormones all low, no cause known | sellar lesion found incidentally on CT |
        low cortisol, low thyroxine and low sex hormones, central pattern`),
      support: phrases(
        `passing 6 liters of dilute urine | tired, no libido | prolactin slightly up`,
      ),
      absent: phrases(`no brain operations | no blackouts`),
      ask: phrases(`sellar mass pressing on chiasm? | pituitary mass?`),
    },
    {
      situation: "treated adenoma",
      ages: [34, 74],
      complaint: false,
      core: phrases(`macroadenoma removed through the nose last year |
        microprolactinoma treated with bromocriptine, 1 year check`),
      support: phrases(`operated last autumn | hormone replacement`),
      absent: phrases(`no acute visual loss`),
      ask: phrases(`tumor regrowth in the sella? | residual adenoma?`),
    },
  ],
};
