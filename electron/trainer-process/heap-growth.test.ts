import { expect, it } from "vitest";
import type { EngineEvent, TrainResult } from "../shared/domain/engine-events.ts";
import { HeapGrowth } from "./heap-growth.ts";

const step = (residentBytes: number) => ({ type: "step", residentBytes }) as EngineEvent;
const bytes = (event: EngineEvent) => (event.type === "step" ? event.residentBytes : null);

it("takes off what the JavaScript heap grew by, and keeps the largest", () => {
  let heap = 100;
  const growth = new HeapGrowth(() => heap);
  expect(bytes(growth.event(step(1000)))).toBe(1000);
  heap = 180;
  expect(bytes(growth.event(step(1090)))).toBe(1010);
  heap = 60; // a smaller heap gives nothing back to the engine
  expect(bytes(growth.event(step(990)))).toBe(990);
  expect(growth.result({ peakBytes: 1090 } as TrainResult).peakBytes).toBe(1010);
});

it("reads the heap of this process", () => {
  const growth = new HeapGrowth();
  const held = Array.from({ length: 400_000 }, (_, i) => ({ i }));
  expect(bytes(growth.event(step(1 << 30)))).toBeLessThan((1 << 30) - (4 << 20));
  expect(held).toHaveLength(400_000);
});
