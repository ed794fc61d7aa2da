import { synonyms } from "../synonym-set.ts";

/** Womb, ovaries, breast, pregnancy, newborn. */
export const PELVIS_PREGNANCY = synonyms(`
= pelvic pain; lower pelvic pain; pain in the pelvis; pelvic ache
= ovarian torsion; twisted ovary; adnexal torsion; torsion of the ovary
= ovarian cyst; cyst on the ovary; adnexal cyst; ovary cyst
= ruptured ovarian cyst; burst ovarian cyst; cyst rupture; ovarian cyst rupture
= adnexal mass; ovarian mass; mass at the ovary; mass beside the uterus
= adnexal tenderness; tender adnexa; tender ovary; sore adnexa
= adnexal pain; ovarian pain; pain over the ovary
= dermoid; mature teratoma; dermoid cyst
= polycystic ovaries; PCOS; polycystic ovary syndrome
= endometriosis; womb lining outside the womb; endometriotic disease
= adenomyosis; womb lining in the muscle
= fibroids; leiomyomas; uterine fibroids; myomas; leiomyomata; womb fibroids
= uterus; womb
= enlarged uterus; bulky uterus; big womb; uterine enlargement
= endometrium; womb lining; uterine lining
= thickened endometrium; thick endometrium; thick womb lining; endometrial thickening
= endometrial polyp; polyp in the womb; uterine polyp
= endometrial cancer; uterine cancer; endometrial carcinoma; womb cancer
= ovarian cancer; ovarian carcinoma; cancer of the ovary
= cervical cancer; cervix cancer; cervical carcinoma
= menses; periods; menstrual periods; menstruation; monthly bleeding
= menorrhagia; heavy periods; heavy menstrual bleeding; HMB; heavy menses; flooding periods
= dysmenorrhea; painful periods; dysmenorrhoea; period pain; menstrual cramps
= intermenstrual bleeding; bleeding between periods; IMB; metrorrhagia; spotting between periods
= abnormal uterine bleeding; AUB; irregular uterine bleeding; dysfunctional uterine bleeding; DUB
= postmenopausal bleeding; PMB; bleeding after menopause; bleeding after the change of life; post menopausal bleeding
= amenorrhea; absent periods; no periods; amenorrhoea; no menses; missed periods
= secondary amenorrhea; periods stopped; loss of periods; secondary amenorrhoea
= irregular menses; irregular periods; oligomenorrhea; irregular cycles
= menopause; change of life; the change
= vaginal bleeding; PV bleeding; bleeding per vagina; bleeding from below
= spotting; light bleeding; slight bleeding; light vaginal bleeding
= vaginal discharge; discharge per vagina; PV discharge
= pelvic inflammatory disease; PID; tubal infection; infected tubes
= tubo-ovarian abscess; TOA; pus at the tube and ovary
= intrauterine device; IUD; coil; IUCD; Mirena
= hormone replacement; HRT; hormone replacement therapy
= tamoxifen; Nolvadex
= infertility; trouble conceiving; cannot conceive; subfertility; unable to conceive
= trying to conceive; TTC; wants to become pregnant
= in vitro fertilization; IVF; test tube fertilization; embryo transfer
= hysterectomy; uterus removed; womb removed; removal of the womb
= dyspareunia; painful intercourse; pain during sex
= pregnant; gravid; expecting; with child
= pregnancy; gestation; gravidity
= weeks pregnant; weeks gestation; wks gestation; weeks of pregnancy; weeks along
= early pregnancy; first trimester; first trimester pregnancy
= second trimester; mid pregnancy; 2nd trimester
= third trimester; late pregnancy; 3rd trimester; last trimester
= positive pregnancy test; pregnancy test positive; UPT positive; hCG positive; positive hCG; +hCG
= pregnancy test negative; hCG negative; UPT negative; not pregnant on testing; negative hCG
= beta hCG; bHCG; quantitative hCG; pregnancy hormone
= last menstrual period; LMP; last period
= unsure of LMP; unsure of dates; dates uncertain; last period unknown; uncertain dates; does not know last period
= gestational age; GA; age of the pregnancy; how far along
= dating; dating scan; pregnancy dating; to date the pregnancy
= viability; fetal viability; viable or not; living pregnancy
= fetal heartbeat; fetal heart tones; FHT; fetal heart activity; cardiac activity; foetal heartbeat
= fetus; baby in the womb; foetus; unborn baby
= ectopic pregnancy; tubal pregnancy; pregnancy outside the womb; ectopic
= intrauterine pregnancy; IUP; pregnancy in the womb; pregnancy inside the uterus
= threatened abortion; threatened miscarriage; bleeding in early pregnancy
= miscarriage; spontaneous abortion; pregnancy loss; SAB
= missed miscarriage; missed abortion; silent miscarriage
= retained products of conception; RPOC; retained tissue
= molar pregnancy; hydatidiform mole
= hyperemesis gravidarum; hyperemesis; severe vomiting of pregnancy; HG
= morning sickness; nausea of pregnancy
= twin pregnancy; twins; two fetuses; multiple pregnancy
= Rh negative; rhesus negative; Rhesus neg
= cervix closed; closed cervical os; os closed; cervical os closed
= fetal movements; baby moving; fetus moving
= contractions; labor pains; uterine contractions; tightenings
= preeclampsia; toxemia of pregnancy; pre-eclampsia; PET of pregnancy
= placenta previa; low lying placenta; placenta praevia
= cesarean section; C-section; caesarean section; CS delivery; LSCS
= postpartum; after delivery; after childbirth; post delivery
= breastfeeding; nursing a baby; lactating
= galactorrhea; milky nipple discharge; breast discharge; galactorrhoea; milk from the breasts
= breast lump; breast mass; lump in the breast
= breast cancer; breast carcinoma; cancer of the breast; mammary carcinoma; breast CA
= mastectomy; breast removed; removal of the breast
= mammogram; breast xray; mammography
= nipple discharge; fluid from the nipple
= avoid radiation; avoid ionizing radiation; no radiation; radiation to be avoided; without radiation
~ newborn; neonate; new baby; newborn infant
= infant; baby
= toddler; small child; young child
= premature; preterm; born early
= failure to thrive; poor weight gain; not growing; FTT
= feeding well; good feeder; feeds normally
~ G1P0; first pregnancy; primigravida; primip
~ G3P2; multigravida; third pregnancy
~ quickening; first felt movements
~ Pap smear; cervical smear; cytology of the cervix
~ TVUS; internal ultrasound; scan through the vagina
`);
