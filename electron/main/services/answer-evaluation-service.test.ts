import { expect, it } from "vitest";
import { addDataset, addRun, row } from "../../../test/support/store-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import type { ParamsOf } from "../trainer-host/protocol/methods.ts";
import { createAnswerEvaluationService } from "./answer-evaluation-service.ts";
import type { EngineContext } from "./engine-context.ts";
import { ScriptedTrainer } from "./scripted-trainer.ts";

type Generate = ParamsOf<"generate">;

/** A model that knows every answer once it is fine-tuned, and only "unknown" before. */
function setUp(rows: number) {
  const { store } = temporaryStore();
  const asked: Generate[] = [];
  const trainer = new ScriptedTrainer({
    fingerprintModel: () => "f".repeat(64),
    generate: (params) => {
      asked.push(params);
      return params.sequences.map(({ adapterDir, prompt }) => ({
        text: adapterDir === null ? "unknown" : `answer ${"text" in prompt ? prompt.text : ""}`,
        finish: "stop" as const,
        adapterHash: null,
        promptTokens: 1,
        tokens: 1,
        tokensPerS: 1,
      }));
    },
  });
  const answered = Array.from({ length: rows }, (_, i) => ({
    ...row(String(i), `question ${i}`),
    answer: i % 5 === 4 ? null : `answer question ${i}`,
  }));
  const hash = addDataset(store, "questions", answered);
  const labels = addRun(store);
  const { frozen, modelId } = store.runs.resolve(labels);
  const task = { ...frozen.task, completion: "answer" as const };
  const run = store.command("runs.start", () => {
    const draft = { ...frozen, task, datasetHash: hash };
    const { id } = store.runs.create({ name: "answers", frozen: draft, modelId, splitId: null });
    const manifestSha256 = "a".repeat(64);
    const kept = { path: "step-7", manifestSha256, best: true, loss: null, bytes: 1 };
    store.checkpoints.commit({ runId: id, step: 7, ...kept });
    return id;
  });
  const hashes = { get: () => frozen.modelHash, set: () => {} };
  const home = { root: "/home", runs: "/home/runs" };
  const context = { store, trainer, home, hashes } as unknown as EngineContext;
  return { store, asked, run, labels, service: createAnswerEvaluationService(context) };
}

it("asks both models the same questions, greedily, and keeps what they said", async () => {
  const { service, run, asked, store } = setUp(25);
  const seen: number[] = [];
  const result = await service.evaluate(
    { run, rows: 12, maxNewTokens: 20 },
    { onProgress: ({ done }) => seen.push(done) },
  );
  expect(result).toMatchObject({ runId: run, checkpointStep: 7, rows: 12, available: 20 });
  expect(result.base.tokenF1.value).toBe(0);
  expect(result.tuned.tokenF1).toEqual({ value: 1, low: 1, high: 1 });
  expect(result.gain).toMatchObject({ value: 1, shareNotBetter: 0 });
  expect(seen).toEqual([0, 8, 12]);
  const [first] = asked;
  expect(first).toMatchObject({ temperature: 0, maxNewTokens: 20 });
  expect(first?.sequences.map((s) => s.adapterDir === null)).toEqual([
    ...Array(8).fill(true),
    ...Array(8).fill(false),
  ]);
  expect(service.list(run)).toEqual([result]);
  const rows = service.rows(result.id);
  expect(rows).toHaveLength(12);
  expect(rows.map(({ rowIndex }) => rowIndex % 5)).not.toContain(4); // rows without an answer
  expect(rows[0]).toMatchObject({ base: "unknown", baseF1: 0, tunedF1: 1 });
  expect(store.audit.newest(null, 1)[0]).toMatchObject({ action: "evaluation.answers" });
});

it("stores nothing when it is cancelled", async () => {
  const { service, run } = setUp(25);
  const abort = new AbortController();
  const onProgress = () => abort.abort();
  await expect(
    service.evaluate({ run }, { signal: abort.signal, onProgress }),
  ).rejects.toMatchObject({ code: "CANCELLED" });
  expect(service.list(run)).toEqual([]);
});

it("refuses in words what cannot be asked", async () => {
  const { service, run, labels } = setUp(5);
  await expect(service.evaluate({ run: labels })).rejects.toMatchObject({ field: "--run" });
  await expect(service.evaluate({ run, rows: 0 })).rejects.toMatchObject({ field: "--rows" });
  await expect(service.evaluate({ run, part: "test" })).rejects.toMatchObject({ field: "--part" });
});
