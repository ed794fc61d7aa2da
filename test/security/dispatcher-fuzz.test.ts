/** 20,000 messages against the dispatcher: nothing crashes, nothing takes effect unasked (B1, B2). */
import { beforeEach, describe, expect, it } from "vitest";
import { Dispatcher } from "../../electron/main/ipc/dispatcher.ts";
import { isWithinLimits } from "../../electron/main/ipc/message-size.ts";
import { TaskBoard } from "../../electron/main/ipc/task-board.ts";
import { APP_ERROR_CODES } from "../../electron/shared/errors.ts";
import type { Result } from "../../electron/shared/result.ts";
import { table, validMessage } from "./contract-table.ts";
import { hostileValue, revive, spoil, strangeNames } from "./hostile.ts";
import { seededRandom } from "./random.ts";

const MESSAGES = 20_000;
const SEED = 20_261_121;

const callable = table.filter((entry) => entry.verb !== "stream");

let effects: { title: string; input: unknown }[] = [];
let defects: string[] = [];
let dispatcher: Dispatcher;
let tasks: TaskBoard;

/** Handlers that only remember that they were reached; the answer's shape is another test's. */
function recordingHandlers() {
  const domains = Object.groupBy(table, (entry) => entry.domain);
  return Object.fromEntries(
    Object.entries(domains).map(([domain, entries = []]) => [
      domain,
      Object.fromEntries(
        entries.map(({ name }) => [
          name,
          (input: unknown) => {
            effects.push({ title: `${domain}.${name}`, input });
            return "reached";
          },
        ]),
      ),
    ]),
  );
}

beforeEach(() => {
  effects = [];
  defects = [];
  tasks = new TaskBoard();
  dispatcher = new Dispatcher({
    handlers: recordingHandlers() as never,
    tasks,
    onDefect: (entry) => defects.push(entry),
  });
});

function isRefusal(result: Result<unknown>): boolean {
  return (
    !result.ok &&
    APP_ERROR_CODES.includes(result.error.code) &&
    result.error.message !== "" &&
    !/\bat .+:\d+|\/(home|root|tmp|work)\//.test(JSON.stringify(result.error))
  );
}

describe("the dispatcher", () => {
  it(`answers ${MESSAGES} hostile messages with typed errors and no effect`, async () => {
    const random = seededRandom(SEED);
    const valid = new Map(callable.map((entry) => [entry, validMessage(entry, random)]));
    let refused = 0;
    let reached = 0;
    for (let i = 0; i < MESSAGES; i += 1) {
      const entry = random.pick(callable);
      const message = revive(spoil(valid.get(entry), random));
      const before = effects.length;
      const result = await dispatcher.call(entry.domain, entry.name, message);
      const allowed = isWithinLimits(message) && entry.input.safeParse(message ?? {}).success;
      const note = `message ${i} to ${entry.domain}.${entry.name}`;
      expect(effects.length - before, note).toBe(allowed ? 1 : 0);
      if (allowed) reached += 1;
      else {
        expect(isRefusal(result), note).toBe(true);
        refused += 1;
      }
    }
    // Both kinds in numbers, or the test would have shown nothing.
    expect(refused).toBeGreaterThan(MESSAGES / 2);
    expect(reached).toBeGreaterThan(MESSAGES / 100);
    expect(tasks.list()).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("finds nothing under names that are not in the table", async () => {
    const random = seededRandom(SEED + 1);
    for (let i = 0; i < 2000; i += 1) {
      const known = random.pick(callable);
      const domain = random.below(2) === 0 ? known.domain : random.pick(strangeNames);
      const name = domain === known.domain ? random.pick(strangeNames) : known.name;
      const result = await dispatcher.call(domain, name, {});
      expect(isRefusal(result), `${String(domain)}.${String(name)}`).toBe(true);
    }
    expect(effects).toEqual([]);
  });

  it("answers no call on a stream and opens no stream on a call", async () => {
    for (const entry of table) {
      const message = validMessage(entry, seededRandom(SEED));
      if (entry.verb === "stream") {
        expect(isRefusal(await dispatcher.call(entry.domain, entry.name, message))).toBe(true);
        continue;
      }
      const { signal } = new AbortController();
      const opened = dispatcher.stream(entry.domain, entry.name, message, () => {}, signal);
      await expect(opened).rejects.toMatchObject({ code: "INVALID_INPUT" });
    }
    expect(effects).toEqual([]);
  });

  it("lets no answer out that is not of the answer's shape", async () => {
    const entry = callable.find(({ domain, name }) => domain === "datasets" && name === "list");
    if (entry === undefined) throw new Error("datasets.list is gone: name another entry");
    const result = await dispatcher.call(entry.domain, entry.name, {});
    expect(result).toMatchObject({ ok: false, error: { code: "INTERNAL" } });
    expect(defects).toEqual(["datasets.list"]);
  });
});

describe("every entry of the table", () => {
  const random = seededRandom(SEED + 2);
  it.each(table.map((entry) => [`${entry.domain}.${entry.name}`, entry] as const))(
    "%s takes a full message and refuses each field when it is wrong",
    (_, entry) => {
      const message = validMessage(entry, random, true) as Record<string, unknown>;
      expect(entry.input.safeParse(message).success).toBe(true);
      for (const field of Object.keys(message)) {
        const wrong = { ...message, [field]: { "\u0000nonesuch": 1 } };
        expect(entry.input.safeParse(wrong).success, field).toBe(false);
      }
    },
  );
  it("hostile values are of many kinds", () => {
    const kinds = new Set(Array.from({ length: 2000 }, () => JSON.stringify(hostileValue(random))));
    expect(kinds.size).toBeGreaterThan(40);
  });
});
