/** The services over the real engine: a tiny base learns labels, answers, labels a file, chats. */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorkbench, type Workbench } from "../../electron/main/compose.ts";
import type { RunHandle } from "../../electron/main/services/api/run.ts";
import type { EngineEvent } from "../../electron/shared/domain/engine-events.ts";
import type { RunConfigInput } from "../../electron/shared/domain/run-config.ts";
import { suiteFolder } from "../support/suite-folder.ts";
import { makeTinyModel, TINY_TEXTS, tinyCsv, writeTinyModel } from "../support/tiny-model.ts";

const NO_COLUMNS = { text: null, label: null, group: null, id: null, answer: null, part: null };
const CONFIG: RunConfigInput = {
  method: "qdora",
  rank: 8,
  learningRate: 1e-2,
  microBatch: 4,
  contextLength: 64,
  epochs: 6,
  seed: 3,
};

const folder = suiteFolder();
let workbench: Workbench;

/** A base that knows how such rows are labelled, but with every label moved to another word. */
async function makeBase(): Promise<void> {
  const modelDir = await makeTinyModel(join(folder, "tiny"));
  await workbench.models.add(modelDir, "random");
  await addOrders("turned", 1);
  const handle = await workbench.runs.train({
    dataset: "turned",
    model: "random",
    config: { ...CONFIG, method: "full", learningRate: 3e-3, microBatch: 4, epochs: 20 },
  });
  const { detail } = await handle.done;
  expect(detail.run.error).toBeNull();
  const [checkpoint] = detail.checkpoints;
  const weights = join(folder, "home", checkpoint?.path ?? "", "model.safetensors");
  const base = join(folder, "base");
  writeTinyModel(base);
  copyFileSync(weights, join(base, "model.safetensors"));
  await workbench.models.add(base, "tiny");
}

async function addOrders(name: string, turn: number): Promise<void> {
  const csv = join(folder, `${name}.csv`);
  writeFileSync(csv, tinyCsv(240, turn));
  await workbench.datasets.import([csv], { name, kind: "csv", mapping: NO_COLUMNS });
  workbench.splits.create(name, { train: 0.6, validation: 0.2, test: 0.2 });
}

beforeAll(async () => {
  workbench = await openWorkbench({ home: join(folder, "home") });
  await makeBase();
  await addOrders("orders", 0);
}, 60_000);

afterAll(() => workbench.close());

describe("a run", () => {
  it("learns, is evaluated beside its base and stands first in the comparison", async () => {
    const events: EngineEvent[] = [];
    const handle = await workbench.runs.train(
      { dataset: "orders", model: "tiny", name: "first", config: CONFIG },
      { onEvent: (event) => events.push(event) },
    );
    const { detail, result } = await handle.done;
    expect(detail.run.error).toBeNull();
    expect(result?.outcome).toBe("finished");
    expect(detail.run).toMatchObject({ name: "first", status: "finished" });
    const steps = events.filter((event) => event.type === "step");
    expect(steps.map((event) => event.step)).toEqual(steps.map((_, i) => i + 1));
    expect(detail.step).toBe(result?.totalSteps);
    expect(detail.checkpoints.length).toBeGreaterThan(0);

    const base = await workbench.evaluations.evaluate({
      model: "tiny",
      dataset: "orders",
      quantize: true,
    });
    const tuned = await workbench.evaluations.evaluate({ run: "first" });
    expect(base.metrics.accuracy.value).toBeLessThan(0.1);
    expect(tuned.metrics.accuracy.value).toBeGreaterThan(0.9);
    expect(tuned.part).toBe("test");
    const board = workbench.compare.compare({ runs: ["first"] });
    expect(board.rows.map((row) => row.method)).toEqual(["base", "qdora"]);
    expect(board.rows[1]?.versusFirst?.pValue).toBeLessThan(0.01);
    expect(board.warnings).toEqual(["Only 48 rows were evaluated: the intervals are wide."]);
  }, 60_000);

  it("labels a file: every row back, with probabilities, formulas made harmless", async () => {
    const input = join(folder, "new.csv");
    const output = join(folder, "labelled.csv");
    writeFileSync(input, 'accession,text\nA1,head pain case\nA2,\n=1+1,"knee, trauma"\n');
    const outcome = await workbench.labels.label({ run: "first", input, output });
    expect(outcome).toMatchObject({
      rows: 3,
      rejected: 1,
      notice: expect.stringMatching(/review/),
    });
    const rows: Record<string, string>[] = parse(readFileSync(output), {
      columns: true,
      bom: true,
    });
    expect(rows.map((row) => row.accession)).toEqual(["A1", "A2", "'=1+1"]);
    expect(TINY_TEXTS.labels).toContain(rows[0]?.label);
    expect(Number(rows[0]?.probability)).toBeGreaterThan(1 / 4);
    expect(rows[0]?.top3?.split(" | ")).toHaveLength(3);
    expect(rows[1]).toMatchObject({ label: "", problem: "text: empty" });
    await expect(workbench.labels.label({ run: "first", input, output })).rejects.toMatchObject({
      code: "CONFLICT",
      field: "--output",
    });
    expect(readdirSync(folder).filter((name) => name.includes(".tmp"))).toEqual([]);
  }, 30_000);

  it("answers beside its base: one question, one seed, each pane named by its hashes", async () => {
    const heard = { base: "", tuned: "" };
    const answer = await workbench.chat.ask(
      {
        run: "first",
        messages: [{ role: "user", text: "head trauma case 3" }],
        sampling: { maxNewTokens: 12 },
      },
      {
        onText: (pane, text) => {
          heard[pane] += text;
        },
      },
    );
    expect(heard).toEqual({ base: answer.base.text, tuned: answer.tuned.text });
    expect(TINY_TEXTS.labels).toContain(answer.tuned.text.trim());
    expect(answer.tuned.finish).toBe("stop");
    expect(answer.base.baseHash).toBe(answer.tuned.baseHash);
    expect(answer.base.adapterHash).toBeNull();
    expect(answer.tuned.adapterHash).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.base.promptTokens).toBe(answer.tuned.promptTokens);
  }, 30_000);

  it("verifies, and a changed byte of a checkpoint or of the base is found by name", async () => {
    expect(await workbench.verify.verify()).toMatchObject({ ok: true });
    const runId = workbench.runs.get("first").run.id;
    const checkpoints = join(folder, "home", "runs", runId, "checkpoints");
    const [step = ""] = readdirSync(checkpoints).filter((name) => name.startsWith("step-"));
    const adapter = join(checkpoints, step, "adapter_model.safetensors");
    const bytes = readFileSync(adapter);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(adapter, bytes);
    const { ok, findings } = await workbench.verify.verify();
    expect(ok).toBe(false);
    expect(findings.filter((finding) => !finding.ok)).toEqual([
      expect.objectContaining({
        subject: "checkpoint",
        name: `first ${step.replace("-", " ")}`,
        problem: expect.stringContaining("adapter_model.safetensors"),
      }),
    ]);
  }, 30_000);
});

describe("a fully fine-tuned run", () => {
  it("is a model of its own: evaluated, and asked beside its base in turn", async () => {
    const [run] = workbench.runs.list().filter((r) => r.frozen.config.method === "full");
    const id = run?.id ?? "";
    const { metrics } = await workbench.evaluations.evaluate({ run: id });
    expect(metrics.accuracy.value).toBeGreaterThan(0.9);
    const answer = await workbench.chat.ask({
      run: id,
      messages: [{ role: "user", text: "head trauma case 3" }],
      sampling: { maxNewTokens: 8 },
    });
    expect(answer.base.text).not.toBe(answer.tuned.text);
    expect(answer.base.adapterHash).toBeNull();
    const best = workbench.runs.get(id).checkpoints.find((c) => c.kind === "best");
    expect(answer.tuned.adapterHash).toBe(best?.manifestSha256);
  }, 30_000);
});

describe("stopping", () => {
  it("saves, and the run goes on from there to the same end as one that was left alone", async () => {
    const config = { ...CONFIG, method: "lora" as const, dropout: 0.1, gradientAccumulation: 2 };
    const request = { dataset: "orders", model: "tiny", config };
    const calm = await (await workbench.runs.train({ ...request, name: "calm" })).done;
    // Events may come before train() has returned the handle: stop at the first one after it.
    let handle: RunHandle | null = null;
    handle = await workbench.runs.train(
      { ...request, name: "stopped" },
      { onEvent: (event) => void (event.type === "step" && event.step >= 5 && handle?.stop()) },
    );
    const half = await handle.done;
    expect(half.result?.outcome).toBe("stopped");
    expect(half.detail.run.status).toBe("stopped");
    expect(half.detail.step).toBeGreaterThanOrEqual(5);
    expect(half.detail.step).toBeLessThan(half.detail.totalSteps);
    const rest = await (await workbench.runs.resume("stopped")).done;
    expect(rest.result?.outcome).toBe("finished");
    expect(rest.detail.finalLoss).toBe(calm.detail.finalLoss);
    expect(rest.detail.bestLoss).toBe(calm.detail.bestLoss);
    await expect(workbench.runs.resume("stopped")).rejects.toMatchObject({ code: "CONFLICT" });
  }, 60_000);

  it("pauses and goes on", async () => {
    const handle = await workbench.runs.train({
      dataset: "orders",
      model: "tiny",
      name: "paused",
      config: { ...CONFIG, maxSteps: 300 },
    });
    handle.pause();
    const status = () => workbench.runs.get("paused").run.status;
    await expect.poll(status, { timeout: 20_000 }).toBe("paused");
    handle.resume();
    expect((await handle.done).result?.outcome).toBe("finished");
  }, 30_000);
});

describe("a run that cannot be", () => {
  const request = { dataset: "orders", model: "tiny", config: CONFIG };

  it("names the field of a wrong configuration", async () => {
    const config = { ...CONFIG, rank: 0 };
    await expect(workbench.runs.train({ ...request, config })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "config.rank",
    });
  });

  it("stops when the loss is no number, says at which step, and keeps what was saved", async () => {
    const config = { ...CONFIG, method: "full" as const, learningRate: 1, clipNorm: 0, epochs: 50 };
    const handle = await workbench.runs.train({
      ...request,
      name: "diverged",
      config: { ...config, optimizer: "adamw32", schedule: "constant", warmupRatio: 0, beta2: 0 },
    });
    const { result, detail } = await handle.done;
    expect(result).toBeNull();
    expect(detail.run.status).toBe("failed");
    expect(detail.run.error?.code).toBe("NUMERIC");
    expect(detail.run.error?.message).toMatch(/step \d+/);
  }, 60_000);

  it("is refused when the weights changed since they were registered", async () => {
    const copy = await makeTinyModel(join(folder, "changed"), 8);
    await workbench.models.add(copy, "changed");
    const weights = join(copy, "model.safetensors");
    const bytes = readFileSync(weights);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(weights, bytes);
    await expect(workbench.runs.train({ ...request, model: "changed" })).rejects.toMatchObject({
      code: "CONFLICT",
      field: "--model",
    });
  }, 30_000);

  it("has a plan: verdict, and three planned changes when it exceeds", async () => {
    const plan = await workbench.plan.plan({ model: "tiny", dataset: "orders", config: CONFIG });
    expect(plan.verdict).toBe("fits");
    expect(plan.fixes).toEqual([]);
    const total = plan.plan.components.reduce((sum, c) => sum + c.bytes, 0);
    expect(total).toBe(plan.plan.totalBytes);
    const config = { ...CONFIG, method: "dora" as const, microBatch: 64, contextLength: 128 };
    const tight = await workbench.plan.plan({ model: "tiny", config, availableBytes: 5e6 });
    expect(tight.verdict).toBe("exceeds");
    expect(tight.fixes).toHaveLength(3);
    for (const fix of tight.fixes) expect(fix.totalBytes).toBeLessThan(tight.plan.totalBytes);
  }, 30_000);
});

it("leaves no file with a note outside the encrypted store", () => {
  const home = join(folder, "home");
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    expect(bytes.includes(Buffer.from("pelvis ")), file.name).toBe(false);
  }
  expect(existsSync(join(home, "store"))).toBe(true);
});
