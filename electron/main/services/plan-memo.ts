import type { MemoryPlan } from "../../shared/domain/memory-plan.ts";

const KEPT_MS = 2000;
const KEPT = 64;

/**
 * Plans that several cards share: a page asks for all its cards at once, and where the CPU's plan
 * stands in for theirs it is the same one. Kept for a moment only, as the folder may change.
 */
export class PlanMemo {
  readonly #plans = new Map<string, { at: number; plan: Promise<MemoryPlan> }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get(key: string, make: () => Promise<MemoryPlan>): Promise<MemoryPlan> {
    const known = this.#plans.get(key);
    if (known !== undefined && this.#now() - known.at < KEPT_MS) return known.plan;
    const plan = make();
    if (this.#plans.size >= KEPT) this.#plans.clear();
    this.#plans.set(key, { at: this.#now(), plan });
    plan.catch(() => this.#plans.delete(key));
    return plan;
  }
}
