/** 20,000 hostile messages from the page itself: a typed error each time, and no effect (B1). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWithinLimits } from "../../electron/main/ipc/message-size.ts";
import { APP_ERROR_CODES } from "../../electron/shared/errors.ts";
import { launch, type RunningWindow } from "../e2e/support/launch.ts";
import { type TableEntry, table, validMessage } from "./contract-table.ts";
import { revive, reviveSource, spoil } from "./hostile.ts";
import { seededRandom } from "./random.ts";

const MESSAGES = 20_000;
const BATCH = 500;
const SEED = 42_042;

let window: RunningWindow;
beforeAll(async () => {
  window = await launch({ trace: false });
  await inPage(`window.workbench.session.create({ protection: "none" })`);
  expect(await inPage(`window.workbench.session.state({})`)).toMatchObject({
    value: { state: "open" },
  });
});
afterAll(() => window.close());

const inPage = (source: string) => window.page.evaluate(`(async () => (${source}))()`);

interface Message {
  readonly domain: string;
  readonly name: string;
  readonly stream: boolean;
  readonly input: unknown;
}

/** Sends a batch; gives each message's outcome: "ok", a code, or what the bridge itself refused. */
function sendAll(messages: readonly Message[]): Promise<string[]> {
  const source = `(async () => {
    ${reviveSource()}
    const outcome = async ({ domain, name, stream, input }) => {
      const call = window.workbench[domain][name];
      try {
        if (!stream) {
          const result = await call(revive(input));
          return result.ok === true ? "ok" : result.error.code;
        }
        return await new Promise((done) => {
          call(revive(input), (frame) => {
            if (frame.type === "end") done(frame.error === null ? "ok" : frame.error.code);
          });
        });
      } catch (error) { return "bridge: " + error.message; }
    };
    const outcomes = [];
    for (const message of ${JSON.stringify(messages)}) outcomes.push(await outcome(message));
    return outcomes;
  })()`;
  return window.page.evaluate(source) as Promise<string[]>;
}

function isAllowed(entry: TableEntry, input: unknown): boolean {
  const value = revive(input);
  return isWithinLimits(value) && entry.input.safeParse(value ?? {}).success;
}

interface AuditPage {
  readonly value: readonly { readonly seq: number }[];
}
const newestEntry = async () =>
  ((await inPage(`window.workbench.audit.list({ limit: 1 })`)) as AuditPage).value[0]?.seq ?? 0;

describe("the window under fuzzed messages", () => {
  it(`refuses all of ${MESSAGES}, and nothing happens`, { timeout: 600_000 }, async () => {
    const random = seededRandom(SEED);
    const valid = new Map(table.map((entry) => [entry, validMessage(entry, random)]));
    const before = await newestEntry();
    const main = window.processes().find((one) => one.kind === "main")?.pid;
    const codes = new Map<string, number>();
    let sent = 0;
    while (sent < MESSAGES) {
      const batch: Message[] = [];
      while (batch.length < BATCH) {
        const entry = random.pick(table);
        const { domain, name } = entry;
        const input = spoil(valid.get(entry), random);
        // What is well formed may act; it is other tests' matter.
        if (!isAllowed(entry, input)) {
          batch.push({ domain, name, stream: entry.verb === "stream", input });
        }
      }
      const outcomes = await sendAll(batch);
      outcomes.forEach((outcome, i) => {
        const note = `${outcome}: ${JSON.stringify(batch[i])?.slice(0, 300)}`;
        const refused = outcome.startsWith("bridge: ") || isCode(outcome);
        expect(refused, note).toBe(true);
        const kind = outcome.split(":")[0] ?? "";
        codes.set(kind, (codes.get(kind) ?? 0) + 1);
      });
      sent += outcomes.length;
    }
    expect(codes.get("INVALID_INPUT") ?? 0).toBeGreaterThan(MESSAGES / 2);
    expect(codes.get("INTERNAL") ?? 0).toBe(0);
    expect(await newestEntry()).toBe(before);
    expect(window.processes().find((one) => one.kind === "main")?.pid).toBe(main);
    expect(window.trainer()).toBeUndefined();
    expect(window.page.url()).toMatch(/^app:\/\/workbench\//);
  });

  it("ends a page's streams that are too many, with an error", async () => {
    const ends = await inPage(`new Promise((done) => {
      const codes = [];
      const closers = [];
      for (let i = 0; i < 260; i += 1) {
        closers.push(window.workbench.tasks.watch({}, (frame) => {
          if (frame.type === "end") codes.push(frame.error?.code ?? "ended");
        }));
      }
      setTimeout(() => { for (const close of closers) close(); done(codes); }, 1500);
    })`);
    expect(ends).toEqual(expect.arrayContaining(["TOO_LARGE"]));
    expect(new Set(ends as string[])).toEqual(new Set(["TOO_LARGE"]));
    expect(await inPage(`window.workbench.session.state({})`)).toMatchObject({ ok: true });
  });

  it("takes no path in place of a dropped file", async () => {
    const outcomes = await inPage(`(async () => {
      const tries = ["/etc/passwd", { path: "/etc/passwd" }, new File(["x"], "/etc/passwd"), null];
      const codes = [];
      for (const value of tries) {
        try {
          const result = await window.workbench.dropped(value);
          codes.push(result.ok ? "ok" : result.error.code);
        } catch { codes.push("bridge"); }
      }
      return codes;
    })()`);
    for (const outcome of outcomes as string[]) expect(outcome).toMatch(/^(bridge|INVALID_INPUT)$/);
  });
});

function isCode(outcome: string): boolean {
  return (APP_ERROR_CODES as readonly string[]).includes(outcome);
}
