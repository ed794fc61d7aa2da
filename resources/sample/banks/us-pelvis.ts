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
      core: phrases(`[sudden;abrupt] [severe ;][left;right;one sided] pelvic pain [and vomiting;with nausea;in waves] |
        [intermittent;stabbing] [right;left] [adnexal;ovarian] pain |
        pelvic pain with [palpable adnexal fullness;adnexal mass;tender adnexa] |
        [mid cycle;acute] pelvic pain, [worse on right;ovarian cyst;pain over ovary] |
        one sided pelvic pain and adnexal tenderness | pain over ovary since intercourse |
        left ovary tender | writhing with pelvic pain | nauseated with ovarian pain`),
      support: phrases(`[known 6 cm ovarian cyst;dermoid seen last year] |
        [hCG negative;pregnancy test negative] | pain in waves | IUD in place |
        clomiphene cycle`),
      absent: phrases(`no fever | no vaginal discharge | not pregnant | no dysuria`),
      ask: phrases(`rule out ovarian torsion | torsion? | ovarian cyst rupture? | evaluate ovaries |
        adnexal mass?`),
    },
    {
      situation: "abnormal bleeding",
      ages: [30, 52],
      sex: "F",
      core: phrases(`heavy [menstrual bleeding;periods;menses] [with clots;and anemia;, flooding] |
        [irregular uterine bleeding;bleeding between periods;intermenstrual bleeding] [for 4 months;, anemia;] |
        [enlarged bulky uterus;bulky fibroid uterus;enlarged uterus] on exam |
        dysmenorrhea and menorrhagia |
        prolonged [heavy ;][periods;menses][; with clots;, 12 days] |
        bleeds between cycles | anemia from periods | flooding menses |
        uterine fibroids growing | bleeding intermenstrually`),
      support: phrases(`hemoglobin 8.9 | urine pregnancy test negative | known fibroids |
        changing pads hourly | failed oral contraceptives | pelvic pressure |
        Hb 7.8 on iron | hysteroscopy next month | clots the size of plums`),
      absent: phrases(`not pregnant | TSH normal | no bleeding disorder`),
      ask: phrases(
        `evaluate for fibroids | fibroids? | endometrial polyp? | adenomyosis? | leiomyoma?`,
      ),
    },
    {
      situation: "postmenopausal bleeding",
      ages: [53, 78],
      sex: "F",
      core: phrases(`postmenopausal [bleeding;spotting] |
        vaginal [spotting;bleeding] [6 years after menopause;after menopause;, last period years ago] |
        bleeding again after periods stopped | spotting per vagina, age over 55`),
      support: phrases(`on tamoxifen | obese | on hormone replacement | atrophic cervix on exam |
        tamoxifen user`),
      absent: phrases(`no pelvic pain | Pap smear normal`),
      ask: phrases(`endometrial thickness? | rule out endometrial cancer | evaluate endometrium |
        thick endometrium?`),
    },
  ],
  test: [
    {
      situation: "adnexal pain",
      ages: [19, 42],
      sex: "F",
      core: phrases(`writhing with left ovarian pain, nauseated |
        tender adnexal mass on bimanual exam | stabbing pain over right ovary since intercourse`),
      support: phrases(`home pregnancy test clear | ovarian cyst seen in spring |
        ovulation induction with clomiphene`),
      absent: phrases(`afebrile, no discharge | urine dip clear`),
      ask: phrases(`ovarian torsion or ruptured cyst? | twisted ovary? | adnexal pathology?`),
    },
    {
      situation: "abnormal bleeding",
      ages: [32, 51],
      sex: "F",
      core: phrases(`flooding periods and anemia | intermenstrual bleeding for months |
        fibroid uterus up to umbilicus | menses lasting twelve days, large clots`),
      support: phrases(`Hb 7.8, iron started | beta hCG below 5 | pressure on bladder |
        hysteroscopy planned`),
      absent: phrases(`coagulation screen normal | thyroid function normal`),
      ask: phrases(`leiomyoma or polyp? | cause of menorrhagia? | size and number of fibroids`),
    },
    {
      situation: "postmenopausal bleeding",
      ages: [54, 80],
      sex: "F",
      core: phrases(
        `periods stopped at 51, bleeding again now | spotting per vagina, last period at age 50`,
      ),
      support: phrases(`tamoxifen for breast carcinoma | takes estrogen | diabetic with high BMI`),
      absent: phrases(`cervical smear clear | pain free`),
      ask: phrases(`thickened endometrium? | endometrial malignancy?`),
    },
  ],
};
