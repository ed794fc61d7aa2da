import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { StreamFrame } from "../../shared/contract/channels.ts";
import { StreamLine } from "./stream-line.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("sends the first event at once and the others at most 20 times a second, in order", () => {
  const frames: StreamFrame[] = [];
  const line = new StreamLine((frame) => frames.push(frame));
  for (let i = 0; i < 1000; i += 1) {
    line.emit(i);
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(100);
  expect(frames[0]).toEqual({ type: "events", events: [0] });
  expect(frames.length).toBeLessThanOrEqual(22);
  const events = frames.flatMap((frame) => (frame.type === "events" ? frame.events : []));
  expect(events).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

it("sends nothing after it was cut", () => {
  const frames: StreamFrame[] = [];
  const line = new StreamLine((frame) => frames.push(frame));
  line.emit(1);
  line.emit(2);
  line.cut();
  vi.advanceTimersByTime(1000);
  expect(frames).toHaveLength(1);
});
