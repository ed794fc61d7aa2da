import { EXAMPLE_KINDS, type GateExample } from "./gate-report.ts";

/** Kept while collecting, and shown of each kind. */
const KEPT = 4000;
const SHOWN = 40;

/** The worst pairs of each kind, each once. */
export class GateExamples {
  readonly #kinds = new Map<GateExample["kind"], Map<string, GateExample>>();

  add(example: GateExample): void {
    const kept = this.#kinds.get(example.kind) ?? new Map<string, GateExample>();
    this.#kinds.set(example.kind, kept);
    kept.set(`${example.a} ${example.b}`, example);
    if (kept.size <= KEPT) return;
    const best = sorted(kept).slice(0, SHOWN);
    kept.clear();
    for (const one of best) kept.set(`${one.a} ${one.b}`, one);
  }

  worst(): GateExample[] {
    return EXAMPLE_KINDS.flatMap((kind) =>
      sorted(this.#kinds.get(kind) ?? new Map()).slice(0, SHOWN),
    );
  }
}

const sorted = (kept: ReadonlyMap<string, GateExample>) =>
  [...kept.values()].sort((x, y) => y.similarity - x.similarity || x.a - y.a);
