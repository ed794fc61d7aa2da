/** One side of a chat, and the labels of both, over the real engine. */
import { describe, expect, it } from "vitest";
import type { ChatService } from "../../electron/main/services/api/chat.ts";
import { createChatService } from "../../electron/main/services/chat-service.ts";
import { addTinyTask, engineHome } from "../support/engine-home.ts";

describe("chat, side by side", () => {
  it("answers one side as it answers both, tells whose answer comes, and ranks labels", async () => {
    const home = engineHome();
    const { runs, dataset, model } = await addTinyTask(home);
    const config = { method: "qdora", rank: 4, contextLength: 64, maxSteps: 12 } as const;
    const { id, done } = await runs.train({ dataset, model, config });
    expect((await done).detail.run.error).toBeNull();
    const chat: ChatService = createChatService(home.context);
    const request = {
      run: id,
      messages: [{ role: "user" as const, text: "headache after fall" }],
      sampling: { maxNewTokens: 12, temperature: 0.8, seed: 7 },
    };

    const begun: string[] = [];
    const both = await chat.ask(request, {
      onBegin: ({ pane, baseHash, checkpointStep }) =>
        begun.push(`${pane} ${checkpointStep} ${baseHash.slice(0, 6)}`),
    });
    const hash = both.base.baseHash.slice(0, 6);
    expect(begun).toEqual([`base null ${hash}`, `tuned 12 ${hash}`]);
    const [tuned, ...none] = await chat.answer(request, ["tuned"]);
    expect(none).toEqual([]);
    expect(tuned).toMatchObject({ pane: "tuned", adapterHash: both.tuned.adapterHash });
    expect(tuned?.text).toBe(both.tuned.text);
    const [base] = await chat.answer(request, ["base"]);
    expect(base).toMatchObject({ pane: "base", adapterHash: null, text: both.base.text });
    const swapped = await chat.answer(request, ["tuned", "base"]);
    expect(swapped.map(({ pane }) => pane)).toEqual(["base", "tuned"]);

    const scores = await chat.scores({ run: id, text: "headache after fall" });
    for (const side of [scores.base, scores.tuned]) {
      const probabilities = side.map((one) => one.probability);
      expect(side.length).toBe(Math.min(5, scores.labels));
      expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    }
    expect(scores.tuned).not.toEqual(scores.base);
  }, 120_000);
});
