import { expect, it } from "vitest";
import { placeAt, scrollTopOf } from "./scroll-sync.ts";

const short = [
  { top: 0, height: 100 },
  { top: 100, height: 200 },
];
const long = [
  { top: 0, height: 400 },
  { top: 400, height: 1000 },
];

it.each([
  [0, { turn: 0, share: 0 }],
  [50, { turn: 0, share: 0.5 }],
  [100, { turn: 1, share: 0 }],
  [250, { turn: 1, share: 0.75 }],
  [900, { turn: 1, share: 1 }],
])("at %d px a pane is read at %j", (top, place) => {
  expect(placeAt(short, top)).toEqual(place);
});

it("puts the other pane at the same turn, whatever its height", () => {
  expect(scrollTopOf(long, placeAt(short, 50))).toBe(200);
  expect(scrollTopOf(long, placeAt(short, 250))).toBe(1150);
  expect(scrollTopOf([], placeAt(short, 250))).toBe(0);
  expect(placeAt([], 10)).toEqual({ turn: 0, share: 0 });
});
