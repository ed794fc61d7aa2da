import { phrases } from "./phrases.ts";
import type { Region } from "./types.ts";

/** History that does not bear on the question, as every real order carries some. */
export interface Distractor {
  readonly text: string;
  /** Not in orders for these regions, where it would bear on the question. */
  readonly avoid: readonly Region[];
  readonly sex?: "F" | "M";
  readonly child?: true;
}

const ABDOMEN = ["abdomen", "urinary", "pelvis"] as const;
/** Pain or surgery of bones and joints. */
const SKELETON = ["leg", "bone", "spine", "heart", "abdomen", "urinary", "pelvis"] as const;

function from(avoid: readonly Region[], texts: string, sex?: "F" | "M"): Distractor[] {
  return phrases(texts).map((text) => (sex ? { text, avoid, sex } : { text, avoid }));
}

function fromChild(avoid: readonly Region[], texts: string): Distractor[] {
  return phrases(texts).map((text) => ({ text, avoid, child: true }));
}

export const TRAIN_DISTRACTORS: readonly Distractor[] = [
  ...from(
    [],
    `history of hypertension | HTN | penicillin allergy | NKDA | claustrophobic |
    seasonal allergies | glaucoma | lives alone | speaks Spanish, interpreter needed |
    codeine allergy | needs transport | walks with cane | retired teacher | obese |
    psoriasis | cataracts removed | hay fever as child | ear tubes in childhood | allergic to sulfa drugs |
    needs sedation for procedures | blood pressure pills | drinks socially | prior tonsillectomy | dental work last week | wears hearing protection at work`,
  ),
  ...from(
    ["heart"],
    `HTN and hyperlipidemia | high cholesterol on atorvastatin |
    type 2 diabetes on metformin | diet controlled diabetes`,
  ),
  ...from(["chest", "abdomen"], `history of GERD | heartburn on pantoprazole | acid reflux`),
  ...from(
    ["head"],
    `history of migraine | depression on sertraline | bipolar disorder on lithium |
    tension headaches in the past | remote concussion | childhood absence seizures, outgrown`,
  ),
  ...from(
    ABDOMEN,
    `history of kidney stones | remote appendectomy | cholecystectomy 2011 |
    hernia repair in 2016 | irritable bowel syndrome | colon polyps removed | old hepatitis A |
    stone passed in 2010 | had gallbladder out | appendix removed as child | hemorrhoids | hiatal hernia`,
  ),
  ...from(
    SKELETON,
    `left hip replacement 2012 | chronic low back pain | knee arthritis | old wrist fracture |
    carpal tunnel release last year | plantar fasciitis | shoulder surgery in 2015 | osteopenia |
    hip replaced in 2014 | bad back for years | frozen shoulder`,
  ),
  ...from(
    ["chest", "heart"],
    `asthma, well controlled | history of anxiety | mild COPD |
    pneumonia 3 years ago | sleep apnea on CPAP`,
  ),
  ...from(
    ["chest", "urinary", "heart"],
    `former smoker | quit smoking 20 years ago | social smoker`,
  ),
  ...from(
    ["neck", "head"],
    `hypothyroidism on levothyroxine | thyroid nodule biopsied, benign |
    Hashimoto disease, stable`,
  ),
  ...from(["leg", "chest"], `remote DVT in 2009 | varicose veins`),
  ...from(["leg", "bone", "urinary"], `gout | ankle sprain last year`),
  ...from(["chest"], `shellfish allergy | skin cancer removed from nose`),
  ...from(["urinary"], `latex allergy | creatinine 0.9 | eGFR 92 | normal renal function`),
  ...from(ABDOMEN, "BPH on finasteride | prior vasectomy", "M"),
  ...from(
    ["bone", "urinary", "pelvis", "chest"],
    "prostate cancer treated 2010, PSA undetectable",
    "M",
  ),
  ...from(ABDOMEN, "prior C-section | endometriosis | tubal ligation", "F"),
  ...from(["chest", "bone", "head"], "remote breast biopsy, benign", "F"),
  ...fromChild(
    [],
    `born at 36 weeks | immunizations up to date | eczema | lives with grandparents |
    peanut allergy | ADHD`,
  ),
  ...fromChild(["chest"], "ear infection last month | mild asthma"),
];

export const TEST_DISTRACTORS: readonly Distractor[] = [
  ...from(
    [],
    `treated for high blood pressure | sulfa allergy | no drug allergies |
    needs sedation for claustrophobia | hay fever | cataract surgery | interpreter required`,
  ),
  ...from(["abdomen", "heart"], "diabetic on insulin"),
  ...from(["chest", "abdomen"], "reflux disease on omeprazole"),
  ...from(["head"], "gets occasional migraines | on escitalopram for depression"),
  ...from(
    ABDOMEN,
    `passed a kidney stone years ago | appendix out as a teenager |
    gallbladder removed in 2015`,
  ),
  ...from(
    SKELETON,
    `right total hip done in 2018 | longstanding backache |
    osteoarthritis of both knees | rotator cuff repair in 2020`,
  ),
  ...from(["chest", "heart"], "mild intermittent asthma | generalized anxiety disorder"),
  ...from(["chest", "urinary", "heart"], "quit smoking long ago"),
  ...from(["neck", "head"], "underactive thyroid on replacement"),
  ...from(["urinary"], "allergic to latex and codeine | GFR above 60 | renal function normal"),
  ...from(ABDOMEN, "enlarged prostate on tamsulosin", "M"),
  ...from(ABDOMEN, "two previous cesareans", "F"),
  ...fromChild([], "ex premature infant | vaccines current | tonsils out last year"),
];
