import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const usPelvis: ProtocolBank = {
  protocol: {
    name: "US Pelvis Transvaginal",
    modality: "US",
    region: "pelvis",
    contrast: "none",
    alternatives: [],
    indications: [
      "suspected ovarian torsion or cyst",
      "abnormal uterine bleeding, fibroids",
      "postmenopausal bleeding",
    ],
  },
  train: [
    {
      situation: "adnexal pain",
      ages: [18, 44],
      sex: "F",
      core: phrases(`sudden severe left pelvic pain and vomiting | intermittent right adnexal pain |
        pelvic pain with palpable adnexal fullness | mid cycle pelvic pain, worse on right |
        one sided pelvic pain and adnexal tenderness | acute pelvic pain, ovarian cyst`),
      support: phrases(`known 6 cm ovarian cyst | hCG negative | dermoid seen last year |
        pain in waves | IUD in place | pregnancy test negative`),
      absent: phrases(`no fever | no vaginal discharge | not pregnant | no dysuria`),
      ask: phrases(`rule out ovarian torsion | torsion? | ovarian cyst rupture? | evaluate ovaries |
        adnexal mass?`),
    },
    {
      situation: "abnormal bleeding",
      ages: [30, 52],
      sex: "F",
      core: phrases(`heavy menstrual bleeding with clots | irregular uterine bleeding for 4 months |
        enlarged bulky uterus on exam | dysmenorrhea and menorrhagia | prolonged heavy periods |
        bleeding between periods, anemia`),
      support: phrases(`hemoglobin 8.9 | urine pregnancy test negative | known fibroids |
        changing pads hourly | failed oral contraceptives | pelvic pressure`),
      absent: phrases(`not pregnant | TSH normal | no bleeding disorder`),
      ask: phrases(`evaluate for fibroids | fibroids? | endometrial polyp? | adenomyosis?`),
    },
    {
      situation: "postmenopausal bleeding",
      ages: [53, 78],
      sex: "F",
      core: phrases(`postmenopausal bleeding | vaginal spotting 6 years after menopause |
        vaginal bleeding after menopause`),
      support: phrases(`on tamoxifen | obese | on hormone replacement | atrophic cervix on exam`),
      absent: phrases(`no pelvic pain | Pap smear normal`),
      ask: phrases(`endometrial thickness? | rule out endometrial cancer | evaluate endometrium`),
    },
  ],
  test: [
    {
      situation: "adnexal pain",
      ages: [19, 42],
      sex: "F",
      core: phrases(`abrupt one sided pelvic pain with nausea, comes in waves |
        tender adnexal mass on bimanual exam | stabbing pain over right ovary since intercourse`),
      support: phrases(`pregnancy test negative | ovarian cyst seen last year |
        ovulation induction with clomiphene`),
      absent: phrases(`afebrile, no discharge | urine dip clear`),
      ask: phrases(`ovarian torsion or ruptured cyst? | twisted ovary? | adnexal pathology?`),
    },
    {
      situation: "abnormal bleeding",
      ages: [32, 51],
      sex: "F",
      core: phrases(`flooding periods and anemia | intermenstrual bleeding for months |
        bulky fibroid uterus growing | prolonged menses with clots, 12 days`),
      support: phrases(`Hb 7.8, iron started | hCG negative | pressure on bladder |
        hysteroscopy planned`),
      absent: phrases(`coagulation screen normal | thyroid function normal`),
      ask: phrases(`leiomyoma or polyp? | cause of menorrhagia? | size and number of fibroids`),
    },
    {
      situation: "postmenopausal bleeding",
      ages: [54, 80],
      sex: "F",
      core: phrases(`bleeding after menopause | spotting per vagina, last period at age 50`),
      support: phrases(`tamoxifen for breast carcinoma | takes estrogen | diabetic with high BMI`),
      absent: phrases(`cervical smear clear | pain free`),
      ask: phrases(`thickened endometrium? | endometrial malignancy?`),
    },
  ],
};
