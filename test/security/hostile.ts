/**
 * What a page under an attacker's control would send: values of the wrong kind, too large, too
 * deep, with names that mean something to JavaScript. Kept as plain data with marks, so that the
 * same message can be made in this process and inside the page.
 */
import type { Random } from "./random.ts";

/** Stands for a value that JSON cannot hold; `revive` makes it. */
export interface Mark {
  readonly $make: keyof typeof MAKERS;
}

/** Each is also sent to the page as source text: they use nothing from outside. */
const MAKERS = {
  undefined: () => undefined,
  nan: () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
  negativeZero: () => -0,
  bigint: () => 10n ** 30n,
  date: () => new Date(0),
  map: () => new Map([["a", 1]]),
  set: () => new Set([1]),
  regexp: () => /(a+)+$/,
  error: () => new Error("x"),
  bytes: () => new Uint8Array(1000),
  buffer: () => new ArrayBuffer(16),
  sparse: () => new Array(1000),
  longText: () => "a".repeat(2_000_000),
  manyItems: () => Array.from({ length: 20_000 }, (_, i) => i),
  loneSurrogate: () => "\ud800",
  protoKey: () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
  cyclic: () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    return loop;
  },
  deep: () => {
    let nest: unknown = 1;
    for (let i = 0; i < 500; i += 1) nest = { nest };
    return nest;
  },
} as const;

const marks = Object.keys(MAKERS).map((name) => ({ $make: name }) as Mark);

const plain: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, 2 ** 53, "", " ", "\0", "../../etc/passwd"],
  ...["file:///etc/passwd", "C:\\Windows", "javascript:alert(1)", "<img src=x onerror=alert(1)>"],
  ...["' OR 1=1 --", "#{7*7}", "__proto__", "constructor", "\u202e", "NaN", [], {}, [[]], [null]],
  { toString: 1 },
  { $make: "no such maker" },
];

export function hostileValue(random: Random): unknown {
  return random.below(2) === 0 ? random.pick(plain) : random.pick(marks);
}

/** A copy of the message with one thing wrong somewhere. */
export function spoil(message: unknown, random: Random): unknown {
  if (random.below(8) === 0) return hostileValue(random);
  if (Array.isArray(message) && message.length > 0) {
    const at = random.below(message.length);
    return message.map((item, i) => (i === at ? spoil(item, random) : item));
  }
  if (typeof message !== "object" || message === null) return hostileValue(random);
  const copy: Record<string, unknown> = { ...message };
  const names = Object.keys(copy);
  const name = names.length > 0 ? random.pick(names) : "extra";
  const way = random.below(4);
  if (way === 0) delete copy[name];
  else if (way === 1)
    copy[random.pick(["extra", "constructor", "path", "$ne"])] = hostileValue(random);
  else copy[name] = way === 2 ? spoil(copy[name], random) : hostileValue(random);
  return copy;
}

/** Names a caller may try: none is in the table. */
export const strangeNames: readonly unknown[] = [
  ...["", " ", "__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "then"],
  ...["runs.start", "../runs", "runs\0", "RUNS", "entries", "call", 0, -1, null, true, {}, []],
  "x".repeat(100_000),
];

/** The message itself, marks made real. */
export function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value;
  const name = (value as { $make?: unknown }).$make;
  if (typeof name === "string" && Object.hasOwn(MAKERS, name)) {
    return MAKERS[name as keyof typeof MAKERS]();
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
}

/** `revive` as source text for the page. */
export function reviveSource(): string {
  const makers = Object.entries(MAKERS).map(([name, make]) => `${name}: ${make.toString()}`);
  return `const MAKERS = {${makers.join(",")}};\n${revive.toString()}`;
}
