/**
 * On the CPU the engine measures its memory as the growth of the whole process, and this process
 * has a JavaScript heap too: it grows by reporting. What it grew by is not the run's.
 */
import { getHeapStatistics } from "node:v8";
import type { EngineEvent, TrainResult } from "../shared/domain/engine-events.ts";

type HeapBytes = () => number;

const physicalHeap: HeapBytes = () => getHeapStatistics().total_physical_size;

export class HeapGrowth {
  readonly #heap: HeapBytes;
  readonly #before: number;
  #peak = 0;

  constructor(heap: HeapBytes = physicalHeap) {
    this.#heap = heap;
    this.#before = heap();
  }

  /** The event with the engine's own memory in it. */
  event(event: EngineEvent): EngineEvent {
    if (event.type !== "step") return event;
    return { ...event, residentBytes: this.#own(event.residentBytes) };
  }

  /** The result with the largest of what the events said. */
  result(result: TrainResult): TrainResult {
    return { ...result, peakBytes: this.#peak === 0 ? this.#own(result.peakBytes) : this.#peak };
  }

  #own(measured: number): number {
    const own = Math.max(0, measured - Math.max(0, this.#heap() - this.#before));
    this.#peak = Math.max(this.#peak, own);
    return own;
  }
}
