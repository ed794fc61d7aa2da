import { describe, expect, it } from "vitest";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import type { Answer, Turn } from "../shared/domain/conversation.ts";
import { SamplingSchema } from "../shared/domain/sampling.ts";
import type { Store } from "./interfaces/index.ts";

const answer = (text: string): Answer => ({
  text,
  finish: "stop",
  baseHash: "a".repeat(64),
  adapterHash: null,
  checkpointStep: null,
  promptTokens: 5,
  tokens: 3,
  tokensPerS: 40,
  sampling: SamplingSchema.parse({}),
  at: 1,
});

const turn = (question: string, base: string, tuned: string | null = null): Turn => ({
  question,
  style: "run",
  askedAt: 1,
  base: answer(base),
  tuned: tuned === null ? null : answer(tuned),
  scores: { labels: 2, truncated: false, base: [], tuned: [{ label: "CTA", probability: 1 }] },
});

function add(store: Store, title: string, ...turns: Turn[]): string {
  return store.command("conversations.save", () => {
    const draft = { title, runId: "run-aaaaaaaa", runName: "orders" };
    const { id } = store.conversations.create(draft);
    for (const one of turns) store.conversations.putTurn(id, null, one);
    return id;
  });
}

const titles = (store: Store, search = "") =>
  store.conversations.list(search, 100).conversations.map((c) => c.title);

describe("conversations", () => {
  it("come back as they were saved, last used first, over a reopening", () => {
    const { store, reopen } = temporaryStore();
    const id = add(store, "Chest pain", turn("42F, chest pain", "CT Chest", "CTA Chest PE"));
    add(store, "Headache", turn("19M, headache", "CT Head"));
    expect(titles(store)).toEqual(["Headache", "Chest pain"]);
    store.command("conversations.save", () =>
      store.conversations.putTurn(id, null, turn("and now?", "x")),
    );
    const again = reopen();
    expect(titles(again)).toEqual(["Chest pain", "Headache"]);
    const detail = again.conversations.get(id);
    expect(detail.conversation.turns).toBe(2);
    expect(detail.turns[0]).toEqual(turn("42F, chest pain", "CT Chest", "CTA Chest PE"));
  });

  it("writes one side of a turn again, and never leaves a gap", () => {
    const { store } = temporaryStore();
    const id = add(store, "One", turn("q", "first"));
    const put = (index: number) =>
      store.command("conversations.save", () =>
        store.conversations.putTurn(id, index, turn("q", "second")),
      );
    put(0);
    expect(store.conversations.get(id).turns.map((t) => t.base?.text)).toEqual(["second"]);
    expect(() => put(2)).toThrow(/turns in a row/);
  });

  it("finds by title, run, question and answer; wildcards are plain characters", () => {
    const { store } = temporaryStore();
    add(store, "Chest", turn("dyspnoea after flight", "CT", "CTA Chest PE"));
    add(store, "Spine 100%", turn("back_pain", "MRI"));
    expect(titles(store, "chest pe")).toEqual(["Chest"]);
    expect(titles(store, "DYSPNOEA")).toEqual(["Chest"]);
    expect(titles(store, "orders")).toHaveLength(2);
    expect(titles(store, "%")).toEqual(["Spine 100%"]);
    expect(titles(store, "k_p")).toEqual(["Spine 100%"]);
    expect(titles(store, "\\")).toEqual([]);
    expect(store.conversations.list("", 1)).toMatchObject({ total: 2 });
  });

  it("is deleted, restored, and erased at the next opening", () => {
    const { store, reopen } = temporaryStore();
    const id = add(store, "One", turn("q", "a"));
    store.command("conversations.delete", () => store.conversations.delete(id));
    expect(titles(store)).toEqual([]);
    expect(() => store.conversations.get(id)).toThrow(/not there any more/);
    store.command("conversations.restore", () => store.conversations.restore(id));
    expect(titles(store)).toEqual(["One"]);
    store.command("conversations.delete", () => store.conversations.delete(id));
    const again = reopen();
    expect(() =>
      again.command("conversations.restore", () => again.conversations.restore(id)),
    ).toThrow(/not there any more/);
    expect(again.verify()).toEqual({ ok: true, problems: [] });
  });

  it("refuses every change outside a command", () => {
    const { store } = temporaryStore();
    const id = add(store, "One", turn("q", "a"));
    const { conversations } = store;
    expect(() => conversations.putTurn(id, null, turn("q", "a"))).toThrow(/outside a command/);
    expect(() => conversations.rename(id, "x")).toThrow(/outside a command/);
    expect(() => conversations.delete(id)).toThrow(/outside a command/);
    expect(() => conversations.restore(id)).toThrow(/outside a command/);
    expect(titles(store)).toEqual(["One"]);
  });
});

it("lists the audit log newest first, in pages", () => {
  const { store } = temporaryStore();
  for (let i = 0; i < 5; i += 1) store.command(`step.${i}`, () => {});
  const page = (before: number | null) => store.audit.newest(before, 2).map((e) => e.action);
  expect(page(null)).toEqual(["step.4", "step.3"]);
  expect(page(4)).toEqual(["step.2", "step.1"]);
  expect(page(1)).toEqual([]);
});
