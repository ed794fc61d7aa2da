import type { Abbreviation } from "./abbreviation.ts";
import { ABDOMEN_URINARY } from "./abbreviations/abdomen-urinary.ts";
import { BLOOD_INFECTION_CANCER } from "./abbreviations/blood-infection-cancer.ts";
import { BONES_JOINTS } from "./abbreviations/bones-joints.ts";
import { HEAD_NERVES } from "./abbreviations/head-nerves.ts";
import { HEART_CHEST } from "./abbreviations/heart-chest.ts";
import { IMAGING_ORDERS } from "./abbreviations/imaging-orders.ts";
import { WOMEN_CHILDREN } from "./abbreviations/women-children.ts";

/** Every abbreviation this project knows, by field. */
export const ABBREVIATIONS: readonly Abbreviation[] = [
  ...HEART_CHEST,
  ...HEAD_NERVES,
  ...ABDOMEN_URINARY,
  ...WOMEN_CHILDREN,
  ...BONES_JOINTS,
  ...BLOOD_INFECTION_CANCER,
  ...IMAGING_ORDERS,
];
