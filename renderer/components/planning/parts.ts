import type { MemoryPlan, PlanComponent } from "../../../electron/shared/domain/memory-plan.ts";
import { PLAN_COMPONENTS } from "../../../electron/shared/domain/memory-plan.ts";

/** Fill of each part, light and dark; the letter beside it says the same without colour. */
export const PART_FILL: Readonly<Record<PlanComponent, readonly [light: string, dark: string]>> = {
  weights: ["#0b6570", "#6fd0d8"],
  adapter: ["#7a4b00", "#f0b866"],
  gradients: ["#8e3b6d", "#e79bc5"],
  optimizer: ["#4a4aa0", "#a9a9f5"],
  activations: ["#1d6b34", "#7fd694"],
  logits: ["#9a3412", "#fda77f"],
  scratch: ["#5b6673", "#b4c0cb"],
  "kv-cache": ["#1f5fa8", "#8fc1ff"],
  batch: ["#6b5d00", "#dccb55"],
  context: ["#3f3f46", "#d4d4d8"],
};

export interface PlanPart {
  readonly component: PlanComponent;
  readonly letter: string;
  readonly bytes: number;
  readonly share: number;
}

/** The parts that take anything, in the order every bar and table shows them. */
export function partsOf(plan: MemoryPlan): PlanPart[] {
  return PLAN_COMPONENTS.map((component, index) => ({
    component,
    letter: String.fromCharCode(65 + index),
    bytes: plan.components.find((part) => part.component === component)?.bytes ?? 0,
  }))
    .filter((part) => part.bytes > 0)
    .map((part) => ({ ...part, share: part.bytes / plan.totalBytes }));
}
