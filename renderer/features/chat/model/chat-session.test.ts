import { describe, expect, it } from "vitest";
import type { ChatEvent } from "../../../../electron/shared/contract/chat.ts";
import type {
  ConversationDetail,
  Pane,
  Turn,
} from "../../../../electron/shared/domain/conversation.ts";
import { AppError } from "../../../../electron/shared/errors.ts";
import type { Api, StreamListener } from "../../../api/client.ts";
import { ChatSession } from "./chat-session.ts";

const HASH = "b".repeat(64);
const ADAPTER = "a".repeat(64);
const FACTS = { style: "run", hasLabels: false } as const;

interface Asked {
  input: {
    panes: Pane[];
    id: string;
    sampling: { seed: number };
    promptStyle: string;
    run: string;
  };
  listener: StreamListener<ChatEvent>;
}

/** The other side of the page: answers when the test says so, and keeps what is saved. */
function setUp() {
  const asked: Asked[] = [];
  const stored = new Map<string, Turn[]>();
  const stopped: string[] = [];
  const fault: { save: AppError | null } = { save: null };
  const conversation = (id: string) => ({
    id,
    title: "t",
    runId: "run-aaaaaaaa",
    runName: "orders",
    turns: stored.get(id)?.length ?? 0,
    createdAt: 1,
    updatedAt: 1,
  });
  const api = {
    chat: {
      reply: (input: Asked["input"], listener: Asked["listener"]) => {
        asked.push({ input, listener });
        return () => {};
      },
      stop: async ({ id }: { id: string }) => {
        stopped.push(id);
        return { found: true };
      },
      scores: async () => ({ labels: 35, truncated: false, base: [], tuned: [] }),
    },
    conversations: {
      get: async ({ conversation: id }: { conversation: string }): Promise<ConversationDetail> => ({
        conversation: conversation(id),
        turns: stored.get(id) ?? [],
      }),
      save: async (input: { conversation?: string; index?: number; turn: Turn }) => {
        if (fault.save !== null) throw fault.save;
        const id = input.conversation ?? `chat-0000000${stored.size + 1}`;
        const turns = stored.get(id) ?? [];
        const index = input.index ?? turns.length;
        turns[index] = input.turn;
        stored.set(id, turns);
        return { conversation: conversation(id), index };
      },
    },
  };
  const session = new ChatSession(api as unknown as Api);
  session.choose({ run: "run-aaaaaaaa" });
  const answer = (pane: Pane, words: string[], finish: "stop" | "cancelled" = "stop") => {
    const events: ChatEvent[] = [
      { type: "begin", pane, baseHash: HASH, checkpointStep: pane === "base" ? null : 40 },
      ...words.map((text) => ({ type: "text", pane, text }) as const),
      {
        type: "end",
        pane,
        finish,
        baseHash: HASH,
        adapterHash: pane === "base" ? null : ADAPTER,
        promptTokens: 3,
        tokens: words.length,
        tokensPerS: 10,
      },
    ];
    asked.at(-1)?.listener.onEvents(events);
  };
  const end = (error: AppError | null = null) => asked.at(-1)?.listener.onEnd?.(error);
  return { session, asked, stored, stopped, fault, answer, end };
}

/** Long enough for promises that are settled already. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a conversation on the page", () => {
  it("asks both sides with one prompt and keeps what they said, with their weights", async () => {
    const { session, asked, stored, answer, end } = setUp();
    const done = session.ask("Chest pain?", FACTS);
    expect(session.state.busy).toEqual({ index: 0, panes: ["base", "tuned"] });
    expect(asked[0]?.input).toMatchObject({ panes: ["base", "tuned"], promptStyle: "run" });
    answer("base", ["CT", " Chest"]);
    expect(session.state.turns[0]?.base).toMatchObject({ text: "CT Chest", state: "done" });
    expect(session.state.turns[0]?.tuned?.state).toBe("waiting");
    answer("tuned", ["CTA"]);
    end();
    await done;
    expect(session.state.busy).toBeNull();
    const [turn] = stored.get("chat-00000001") ?? [];
    expect(turn?.tuned).toMatchObject({ text: "CTA", adapterHash: ADAPTER, checkpointStep: 40 });
    expect(turn?.base).toMatchObject({ text: "CT Chest", adapterHash: null });
    expect(session.state.conversation?.turns).toBe(1);
  });

  it("adds the labels of a run that learned some", async () => {
    const { session, stored, answer, end } = setUp();
    const done = session.ask("q", { ...FACTS, hasLabels: true });
    expect(session.state.turns[0]?.scoring).toBe(true);
    answer("base", ["x"]);
    answer("tuned", ["y"]);
    end();
    await done;
    expect(session.state.turns[0]).toMatchObject({ scoring: false, scores: { labels: 35 } });
    expect(stored.get("chat-00000001")?.[0]?.scores?.labels).toBe(35);
  });

  it("stops an answer and keeps what was said", async () => {
    const { session, asked, stopped, stored, answer, end } = setUp();
    const done = session.ask("q", FACTS);
    await session.stop();
    expect(stopped).toEqual([asked[0]?.input.id]);
    answer("base", ["half"], "cancelled");
    answer("tuned", ["other"], "cancelled");
    end();
    await done;
    expect(stored.get("chat-00000001")?.[0]?.base).toMatchObject({ finish: "cancelled" });
  });

  it("asks one side again: greedy with the same seed, drawn with the next one", async () => {
    const { session, asked, stored, answer, end } = setUp();
    const first = session.ask("q", FACTS);
    answer("base", ["a"]);
    answer("tuned", ["b"]);
    end();
    await first;
    const again = session.regenerate(0, "tuned");
    expect(asked.at(-1)?.input).toMatchObject({ panes: ["tuned"], sampling: { seed: 42 } });
    answer("tuned", ["b2"]);
    end();
    await again;
    expect(stored.get("chat-00000001")).toHaveLength(1);
    expect(stored.get("chat-00000001")?.[0]).toMatchObject({
      base: { text: "a" },
      tuned: { text: "b2" },
    });
    session.choose({ sampling: { ...session.state.settings.sampling, temperature: 0.7 } });
    void session.regenerate(0, "base");
    expect(asked.at(-1)?.input.sampling.seed).toBe(43);
  });

  it("keeps no half answer when it breaks off, and asks again without overwriting a later turn", async () => {
    const { session, stored, answer, end } = setUp();
    const ask = async (question: string) => {
      const done = session.ask(question, FACTS);
      await settle();
      return done;
    };
    const broken = ask("first");
    answer("base", ["whole"]);
    end(new AppError("ENGINE", "The trainer process ended."));
    await broken;
    expect(session.state.turns[0]).toMatchObject({ base: { text: "whole" }, tuned: null });
    expect(session.state.turns[0]?.error?.code).toBe("ENGINE");

    const lost = ask("second");
    end(new AppError("ENGINE", "Again."));
    await lost;
    expect(session.state.turns[1]).toMatchObject({ base: null, tuned: null, storedAt: null });

    const third = ask("third");
    answer("base", ["c"]);
    answer("tuned", ["d"]);
    end();
    await third;
    const retry = session.regenerate(1, "base");
    answer("base", ["late"]);
    end();
    await retry;
    expect(stored.get("chat-00000001")?.map((t) => t.question)).toEqual([
      "first",
      "third",
      "second",
    ]);
  });

  it("says when an answer could not be kept, and goes on", async () => {
    const { session, fault, answer, end } = setUp();
    fault.save = new AppError("DISK_FULL", "The disk is full.");
    const done = session.ask("q", FACTS);
    answer("base", ["a"]);
    answer("tuned", ["b"]);
    end();
    await done;
    expect(session.state.saveError?.code).toBe("DISK_FULL");
    expect(session.state.turns[0]?.base?.text).toBe("a");
  });

  it("opens a stored conversation with the settings it was held in", async () => {
    const { session, stored, answer, end } = setUp();
    session.choose({ sampling: { ...session.state.settings.sampling, maxNewTokens: 9 } });
    const done = session.ask("q", FACTS);
    answer("base", ["a"]);
    answer("tuned", ["b"]);
    end();
    await done;
    session.startNew();
    session.choose({ sampling: { ...session.state.settings.sampling, maxNewTokens: 256 } });
    expect(session.state.turns).toEqual([]);
    await session.open([...stored.keys()][0] ?? "");
    expect(session.state.turns[0]?.tuned?.text).toBe("b");
    expect(session.state.settings.sampling.maxNewTokens).toBe(9);
  });

  it("begins anew with another run: its answers would stand among another model's", async () => {
    const { session, answer, end } = setUp();
    const done = session.ask("q", FACTS);
    session.choose({ run: "run-bbbbbbbb" });
    expect(session.state.turns).toHaveLength(1); // not while an answer is under way
    answer("base", ["a"]);
    answer("tuned", ["b"]);
    end();
    await done;
    session.choose({ run: "run-cccccccc" });
    expect(session.state).toMatchObject({ turns: [], conversation: null });
  });
});
