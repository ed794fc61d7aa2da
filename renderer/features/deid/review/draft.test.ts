import { describe, expect, it } from "vitest";
import type { ReviewSpan } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { added, confirmed, decided, draftOf, moved, reclassified, removed } from "./draft.ts";

const span = (start: number, end: number): ReviewSpan => ({
  field: "text",
  start,
  end,
  class: "name",
  source: "tagger",
  accepted: null,
});
const draft = () => draftOf([span(0, 4), span(10, 14), span(20, 24)]);

describe("the draft of a row", () => {
  it("goes round its places", () => {
    expect(moved(draft(), 1).at).toBe(1);
    expect(moved(draft(), -1).at).toBe(2);
    expect(moved(draftOf([]), 1).at).toBe(-1);
  });

  it("decides a place and goes to the next, staying at the last", () => {
    const first = decided(draft(), false);
    expect(first).toMatchObject({ at: 1, changed: true });
    expect(first.spans.map(({ accepted }) => accepted)).toEqual([false, null, null]);
    expect(decided(moved(draft(), -1), true).at).toBe(2);
  });

  it("adds a mark in its order, and not over another", () => {
    const more = added(draft(), { field: "text", start: 5, end: 8 }, "place");
    expect(more?.spans.map(({ start }) => start)).toEqual([0, 5, 10, 20]);
    expect(more?.at).toBe(1);
    expect(added(draft(), { field: "text", start: 3, end: 8 }, "place")).toBeNull();
    expect(added(draft(), { field: "answer", start: 3, end: 8 }, "place")?.at).toBe(3);
  });

  it("takes away only marks of the person; what was found is let stand", () => {
    expect(removed(draft()).spans[0]?.accepted).toBe(false);
    const more = added(draft(), { field: "text", start: 5, end: 8 }, "place");
    expect(more && removed(more).spans).toHaveLength(3);
  });

  it("confirms what was not let stand", () => {
    const done = confirmed(reclassified(decided(draft(), false), "place"));
    expect(done.map(({ accepted }) => accepted)).toEqual([false, true, true]);
    expect(done[1]?.class).toBe("place");
  });
});
