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

export const TRAIN_DISTRACTORS: readonly Distractor[] = [
  { text: "history of hypertension", avoid: [] },
  { text: "HTN and hyperlipidemia", avoid: ["heart"] },
  { text: "type 2 diabetes on metformin", avoid: ["abdomen"] },
  { text: "history of GERD", avoid: ["chest", "abdomen"] },
  { text: "history of migraine", avoid: ["head"] },
  { text: "history of kidney stones", avoid: ABDOMEN },
  { text: "remote appendectomy", avoid: ABDOMEN },
  { text: "status post cholecystectomy 2011", avoid: ABDOMEN },
  { text: "status post left hip replacement", avoid: ["leg", "bone", "pelvis", "spine"] },
  { text: "chronic low back pain", avoid: ["spine", "bone", "urinary", "abdomen", "pelvis"] },
  { text: "asthma, well controlled", avoid: ["chest", "heart"] },
  { text: "former smoker", avoid: ["chest", "urinary", "heart"] },
  { text: "history of anxiety", avoid: ["chest", "heart"] },
  { text: "depression on sertraline", avoid: ["head"] },
  { text: "hypothyroidism on levothyroxine", avoid: ["neck", "head"] },
  { text: "remote DVT in 2009", avoid: ["leg", "chest"] },
  { text: "gout", avoid: ["leg", "bone", "urinary"] },
  { text: "penicillin allergy", avoid: [] },
  { text: "NKDA", avoid: [] },
  { text: "latex allergy", avoid: ["urinary"] },
  { text: "shellfish allergy", avoid: ["chest"] },
  { text: "creatinine 0.9", avoid: ["urinary"] },
  { text: "eGFR 92", avoid: ["urinary"] },
  { text: "claustrophobic", avoid: [] },
  { text: "knee arthritis", avoid: ["leg", "heart", "bone", "spine"] },
  { text: "remote concussion", avoid: ["head", "neck"] },
  { text: "carpal tunnel release last year", avoid: ["spine", "bone"] },
  { text: "BPH on finasteride", avoid: ABDOMEN, sex: "M" },
  { text: "prior vasectomy", avoid: ABDOMEN, sex: "M" },
  { text: "prior C-section", avoid: ABDOMEN, sex: "F" },
  { text: "remote breast biopsy, benign", avoid: ["chest", "bone"], sex: "F" },
  { text: "born at 36 weeks", avoid: [], child: true },
  { text: "immunizations up to date", avoid: [], child: true },
  { text: "eczema", avoid: [], child: true },
  { text: "ear infection last month", avoid: ["chest"], child: true },
];

export const TEST_DISTRACTORS: readonly Distractor[] = [
  { text: "treated for high blood pressure", avoid: [] },
  { text: "diabetic on insulin", avoid: ["abdomen", "heart"] },
  { text: "reflux disease on omeprazole", avoid: ["chest", "abdomen"] },
  { text: "gets occasional migraines", avoid: ["head"] },
  { text: "passed a kidney stone years ago", avoid: ABDOMEN },
  { text: "appendix out as a teenager", avoid: ABDOMEN },
  { text: "gallbladder removed in 2015", avoid: ABDOMEN },
  { text: "right total hip done in 2018", avoid: ["leg", "bone", "pelvis", "spine"] },
  { text: "longstanding backache", avoid: ["spine", "bone", "urinary", "abdomen", "pelvis"] },
  { text: "mild intermittent asthma", avoid: ["chest", "heart"] },
  { text: "quit smoking long ago", avoid: ["chest", "urinary", "heart"] },
  { text: "generalized anxiety disorder", avoid: ["chest", "heart", "head"] },
  { text: "on escitalopram for depression", avoid: ["head"] },
  { text: "underactive thyroid on replacement", avoid: ["neck", "head"] },
  { text: "sulfa allergy", avoid: [] },
  { text: "allergic to latex and codeine", avoid: ["urinary"] },
  { text: "no drug allergies", avoid: [] },
  { text: "GFR above 60", avoid: ["urinary"] },
  { text: "renal function normal", avoid: ["urinary"] },
  { text: "needs sedation for claustrophobia", avoid: [] },
  { text: "osteoarthritis of both knees", avoid: ["leg", "heart", "bone", "spine"] },
  { text: "rotator cuff repair in 2020", avoid: ["bone"] },
  { text: "enlarged prostate on tamsulosin", avoid: ABDOMEN, sex: "M" },
  { text: "two previous cesareans", avoid: ABDOMEN, sex: "F" },
  { text: "hay fever", avoid: ["chest"] },
  { text: "ex premature infant", avoid: [], child: true },
  { text: "vaccines current", avoid: [], child: true },
  { text: "tonsils out last year", avoid: [], child: true },
];
