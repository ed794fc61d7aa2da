export type Modality = "CT" | "MR" | "US" | "XR" | "NM" | "FL";

/** Where the protocol looks; distracting history from the same place is kept out of its orders. */
export type Region =
  | "head"
  | "neck"
  | "chest"
  | "heart"
  | "abdomen"
  | "urinary"
  | "pelvis"
  | "spine"
  | "leg"
  | "bone";

/** One radiology protocol, as a department lists it. */
export interface Protocol {
  /** The label: short and unlike any other. */
  readonly name: string;
  readonly modality: Modality;
  readonly region: Region;
  readonly contrast: string;
  /** Other protocols of this list that a radiologist would accept for most of its orders. */
  readonly alternatives: readonly string[];
  readonly indications: readonly string[];
}

/**
 * One clinical situation that leads to the protocol. Every `core` goes with every `support`, `absent`,
 * `must` and `ask` of its scenario, so nothing in it may contradict anything else in it.
 */
export interface Scenario {
  /** Its name, for the reader. */
  readonly situation: string;
  /** Youngest and oldest, in years; under two years the age is written in months. */
  readonly ages: readonly [number, number];
  readonly sex?: "F" | "M";
  /** False when the core is no complaint (screening, staging): no "c/o" in front of it then. */
  readonly complaint?: boolean;
  /** What brings the patient; always one of these. */
  readonly core: readonly string[];
  /** Findings that fit; none to two of these. */
  readonly support: readonly string[];
  /** Pertinent negatives; at most one. */
  readonly absent: readonly string[];
  /** What decides the protocol (pregnancy, renal function, allergy); always one, where present. */
  readonly must?: readonly string[];
  /** The question put to the radiologist; about half of the orders have one. */
  readonly ask: readonly string[];
}

/** A protocol with the wordings of its orders. The two banks share no phrase. */
export interface ProtocolBank {
  readonly protocol: Protocol;
  /** For training, validation and unlabelled orders. */
  readonly train: readonly Scenario[];
  /** For the test alone: the same clinical concepts in other words, with other findings. */
  readonly test: readonly Scenario[];
}
