import type { Workbench } from "../../main/compose.ts";
import { shortHash } from "../output/format.ts";

/** Names a person gave, for the hashes that runs and evaluations hold. */
export class Names {
  readonly #models: ReadonlyMap<string, string>;
  readonly #datasets: ReadonlyMap<string, string>;

  constructor(workbench: Workbench) {
    this.#models = new Map(workbench.models.list().map((model) => [model.hash, model.name]));
    this.#datasets = new Map(
      workbench.datasets.list().map((version) => [version.hash, version.name]),
    );
  }

  model(hash: string): string {
    return this.#models.get(hash) ?? `weights ${shortHash(hash)}`;
  }

  dataset(hash: string): string {
    return this.#datasets.get(hash) ?? `version ${shortHash(hash)}`;
  }
}
