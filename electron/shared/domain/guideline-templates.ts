/** How questions about a condition are put. "{condition}" is its title. */
import type { SectionKind } from "./guideline.ts";

export const ASKED_OF: Readonly<Record<SectionKind, readonly string[]>> = {
  definition: [
    "What is {condition}?",
    "How is {condition} defined?",
    "Describe {condition} in a few words.",
  ],
  causes: [
    "What causes {condition}?",
    "What are the causes of {condition}?",
    "Name the causes of {condition}.",
  ],
  "risk-factors": [
    "What are the risk factors for {condition}?",
    "Who is at risk of {condition}?",
    "What raises the risk of {condition}?",
  ],
  classification: [
    "How is {condition} classified?",
    "What are the types or stages of {condition}?",
    "How is the severity of {condition} graded?",
  ],
  "clinical-features": [
    "What are the clinical features of {condition}?",
    "Which signs and symptoms point to {condition}?",
    "How does {condition} present?",
    "What are the signs of {condition}?",
  ],
  complications: [
    "What are the complications of {condition}?",
    "What can {condition} lead to?",
    "Which complications of {condition} should be watched for?",
  ],
  "differential-diagnosis": [
    "What is the differential diagnosis of {condition}?",
    "Which other conditions look like {condition}?",
    "What else should be considered when {condition} is suspected?",
  ],
  investigations: [
    "Which investigations are done for {condition}?",
    "How is {condition} investigated?",
    "Which tests are needed when {condition} is suspected?",
  ],
  management: [
    "How is {condition} managed?",
    "What is the treatment of {condition}?",
    "How should a patient with {condition} be treated?",
  ],
  "treatment-goals": [
    "What are the goals of treatment in {condition}?",
    "What should the treatment of {condition} achieve?",
  ],
  "non-drug-treatment": [
    "What is the non-drug treatment of {condition}?",
    "How is {condition} managed without medicines?",
  ],
  "drug-treatment": [
    "Which medicines are used for {condition}, and at what dose?",
    "What is the drug treatment of {condition}?",
  ],
  "supportive-measures": [
    "Which supportive measures are taken in {condition}?",
    "What supportive care does a patient with {condition} need?",
  ],
  cautions: [
    "What must be avoided or watched for in {condition}?",
    "Which cautions apply to the treatment of {condition}?",
  ],
  prevention: [
    "How is {condition} prevented?",
    "What can be done to prevent {condition}?",
    "Which advice helps to prevent {condition}?",
  ],
  prognosis: ["What is the prognosis of {condition}?", "What is the outlook in {condition}?"],
  notes: [
    "What else should be noted about {condition}?",
    "Which notes does the guideline add on {condition}?",
  ],
  other: [
    "What does the guideline say further about {condition}?",
    "What else belongs to {condition}?",
  ],
};

/** Of a part with a heading of its own: "{part}". */
export const ASKED_OF_PART: readonly string[] = [
  "{condition}: what does the guideline say under “{part}”?",
  "In {condition}, what applies to “{part}”?",
  "Summarise “{part}” in {condition}.",
];

/** Of a level of care: "{level}". "{about}" names the part, if it has a name. */
export const ASKED_OF_LEVEL: readonly string[] = [
  "How is {condition}{about} managed at {level}?",
  "What can be done at {level} for a patient with {condition}{about}?",
  "Which treatment of {condition}{about} is given from {level} on?",
];

export const ASKED_OF_CODES: readonly string[] = [
  "What is the ICD-10 code of {condition}?",
  "Under which ICD-10 code is {condition} recorded?",
];
