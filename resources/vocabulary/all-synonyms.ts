import type { SynonymSet } from "./synonym-set.ts";
import { ABDOMEN } from "./synonyms/abdomen.ts";
import { BLOOD_INFECTION_CANCER } from "./synonyms/blood-infection-cancer.ts";
import { CHEST } from "./synonyms/chest.ts";
import { EYE_EAR_THROAT } from "./synonyms/eye-ear-throat.ts";
import { HEAD } from "./synonyms/head.ts";
import { HEART_VESSELS } from "./synonyms/heart-vessels.ts";
import { HORMONES_NECK } from "./synonyms/hormones-neck.ts";
import { IMAGING_TESTS } from "./synonyms/imaging-tests.ts";
import { PELVIS_PREGNANCY } from "./synonyms/pelvis-pregnancy.ts";
import { SPINE_JOINTS } from "./synonyms/spine-joints.ts";
import { URINARY } from "./synonyms/urinary.ts";

/** The clinical vocabulary of the bundled model, by body system. */
export const SYNONYMS: readonly SynonymSet[] = [
  ...HEAD,
  ...SPINE_JOINTS,
  ...CHEST,
  ...HEART_VESSELS,
  ...ABDOMEN,
  ...URINARY,
  ...PELVIS_PREGNANCY,
  ...HORMONES_NECK,
  ...EYE_EAR_THROAT,
  ...BLOOD_INFECTION_CANCER,
  ...IMAGING_TESTS,
];
