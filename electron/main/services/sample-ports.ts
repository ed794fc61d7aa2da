import type { RunConfig } from "../../shared/domain/run-config.ts";
import type { Part } from "../../shared/domain/split.ts";

/** The bundled sample, as the composition root found it beside the program. */
export interface SampleResources {
  readonly name: string; // of dataset and, with "-base", of the base
  readonly files: Readonly<Record<Part, string>>;
  /** Per protocol, the protocols that would be acceptable too. */
  readonly alternatives: Readonly<Record<string, readonly string[]>>;
  readonly template: string;
  readonly config: RunConfig;
  /** Puts the bundled base into the home, once. `version` goes with its weights. */
  installBase(): { readonly folder: string; readonly version: string };
}

export type LoadSample = () => SampleResources;
