import { describe, expect, it } from "vitest";
import { addRun } from "../../../test/support/store-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { type Answer, type Turn, titleOf } from "../../shared/domain/conversation.ts";
import { SamplingSchema } from "../../shared/domain/sampling.ts";
import { createConversationService } from "./conversation-service.ts";

const BASE = "b".repeat(64);
const ADAPTER = "a".repeat(64);

const answer = (text: string, more: Partial<Answer> = {}): Answer => ({
  text,
  finish: "stop",
  baseHash: BASE,
  adapterHash: null,
  checkpointStep: null,
  promptTokens: 9,
  tokens: 4,
  tokensPerS: 50,
  sampling: SamplingSchema.parse({}),
  at: 5,
  ...more,
});

const turn = (question: string): Turn => ({
  question,
  style: "run",
  askedAt: 5,
  base: answer("CT Chest"),
  tuned: answer("CTA Chest PE", { adapterHash: ADAPTER, checkpointStep: 40, finish: "length" }),
  scores: {
    labels: 35,
    truncated: false,
    base: [{ label: "CT Chest", probability: 0.31 }],
    tuned: [{ label: "CTA Chest PE", probability: 0.912 }],
  },
});

function setUp() {
  const { store } = temporaryStore();
  const run = addRun(store, "orders 1");
  return { store, run, service: createConversationService({ store }) };
}

describe("conversation service", () => {
  it("begins one with the first question, goes on, and names run and conversation in the audit", () => {
    const { store, run, service } = setUp();
    const first = service.save({ run, turn: turn("42F smoker,\nacute chest pain") });
    expect(first).toMatchObject({ index: 0, conversation: { title: "42F smoker,", turns: 1 } });
    const { id } = first.conversation;
    expect(service.save({ conversation: id, run, turn: turn("and now?") }).index).toBe(1);
    expect(service.save({ conversation: id, run, index: 0, turn: turn("again") }).index).toBe(0);
    expect(service.get(id).turns.map((t) => t.question)).toEqual(["again", "and now?"]);
    const [entry] = store.audit.newest(null, 1);
    expect(entry?.action).toBe("conversations.save");
    expect(entry?.objects.map((o) => [o.kind, o.id])).toEqual([
      ["conversation", id],
      ["run", run],
    ]);
    expect(JSON.stringify(store.audit.newest(null, 100))).not.toContain("smoker");
  });

  it("adds nothing for a run that is not there", () => {
    const { service } = setUp();
    expect(() => service.save({ run: "nonesuch", turn: turn("q") })).toThrow(/no such run/);
    expect(service.list({ search: "", limit: 10 })).toEqual({ conversations: [], total: 0 });
  });

  it("writes text with weights, settings and the notice beside every answer", () => {
    const { run, service } = setUp();
    const { conversation } = service.save({ run, turn: turn("Chest pain?") });
    const { name, text } = service.text(conversation.id);
    expect(name).toMatch(/^[a-z]+-[a-z0-9]{8}\.txt$/); // a title is the first question
    expect(text).toContain(`[weights ${BASE}; no adapter]`);
    expect(text).toContain(`adapter ${ADAPTER}, step 40`);
    expect(text).toContain("cut at the limit; greedy");
    expect(text).toContain("Fine-tuned: CTA Chest PE 91.2 %");
    expect(text.match(/Not for diagnosis without review\./g)).toHaveLength(3);
  });
});

it.each([
  ["short", "short"],
  ["  first line \n second", "first line"],
  ["   ", "Untitled"],
  [`${"word ".repeat(30)}`, `${"word ".repeat(16).trim()}…`],
  ["𝒳".repeat(90), `${"𝒳".repeat(80)}…`],
])("makes a title of %j", (question, title) => {
  expect(titleOf(question)).toBe(title);
});
