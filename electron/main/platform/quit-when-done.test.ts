import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { quitWhenDone } from "./quit-when-done.ts";

describe("the hidden program", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("quits once after the last work, and not in the gap between two", () => {
    let busy = true;
    const quit = vi.fn();
    quitWhenDone({ busy: () => busy, quit });
    vi.advanceTimersByTime(60_000);
    busy = false;
    vi.advanceTimersByTime(3000);
    busy = true;
    vi.advanceTimersByTime(1000);
    busy = false;
    vi.advanceTimersByTime(4000);
    expect(quit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(quit).toHaveBeenCalledTimes(1);
  });

  it("stays when the window is seen again", () => {
    const quit = vi.fn();
    quitWhenDone({ busy: () => false, quit })();
    vi.advanceTimersByTime(60_000);
    expect(quit).not.toHaveBeenCalled();
  });
});
