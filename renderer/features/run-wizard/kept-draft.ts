// What a person filled in and left to import a dataset or look at the budget: it is there again when
// they come back, until the run is started or the window is closed.
import type { PresetId } from "../../../electron/shared/domain/presets/facts.ts";
import type { WizardInput } from "./form.ts";

export interface KeptDraft {
  readonly values: WizardInput;
  readonly preset: PresetId | null;
  readonly step: number;
}

let kept: KeptDraft | null = null;

export function keptDraft(): KeptDraft | null {
  return kept;
}

export function keepDraft(draft: KeptDraft | null): void {
  kept = draft;
}
