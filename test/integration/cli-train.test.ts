// The whole path through the command line, with a model small enough to train in a second.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CliResult, cli, startCli } from "../support/cli.ts";
import { makeTinyModel, tinyCsv } from "../support/tiny-model.ts";

const folder = mkdtempSync(join(tmpdir(), "differential-cli-"));
const home = join(folder, "home");
const SMALL = ["--dataset", "orders", "--model", "tiny", "--context-length", "64"];

interface AnswersResult {
  base: { tokenF1: { value: number } };
  tuned: { tokenF1: { value: number } };
  answers: unknown[];
}

function workbench(...args: string[]): Promise<CliResult> {
  return cli([...args, "--json"], { home });
}

beforeAll(async () => {
  writeFileSync(join(folder, "orders.csv"), tinyCsv(200));
  await makeTinyModel(join(folder, "tiny"));
  for (const args of [
    ["import", join(folder, "orders.csv")],
    ["split", "orders"],
    ["models", "add", join(folder, "tiny")],
  ]) {
    const { code, stdout } = await workbench(...args);
    if (code !== 0) throw new Error(stdout);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("plan and train", () => {
  it("the plan is for the run that is described, and adds up", async () => {
    const planned = await workbench("plan", ...SMALL, "--method", "lora", "--rank", "4");
    expect(planned.last()).toMatchObject({
      type: "result",
      verdict: "fits",
      config: { method: "lora", rank: 4, contextLength: 64 },
    });
    const { components, totalBytes } = planned.last().plan as {
      components: { bytes: number }[];
      totalBytes: number;
    };
    expect(components.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(totalBytes);
  });

  it("a run by file and flags reports every step and ends in its result", async () => {
    const config = join(folder, "run.json");
    const fields = { dataset: "orders", model: "tiny", contextLength: 64, rank: 2, epochs: 4 };
    writeFileSync(config, JSON.stringify({ ...fields, learningRate: 0.005 }));
    const trained = await workbench("train", "--config", config, "--rank", "8", "--name", "first");
    expect(trained.code).toBe(0);
    const lines = trained.lines();
    expect(lines[0]).toMatchObject({ type: expect.stringMatching(/progress|event|notice/) });
    const steps = lines.filter((line) => line.event === "step");
    const total = lines.find((line) => line.event === "start")?.totalSteps;
    expect(steps.map((line) => line.step)).toEqual(
      Array.from({ length: Number(total) }, (_, i) => i + 1),
    );
    expect(trained.last()).toMatchObject({
      type: "result",
      outcome: "finished",
      run: { name: "first", status: "finished", frozen: { config: { rank: 8, epochs: 4 } } },
      step: total,
    });
    expect(lines.filter((line) => line.type === "result")).toHaveLength(1);
  });

  it("stops and saves at SIGINT, and resumes to the end", async () => {
    const running = startCli(
      ["train", ...SMALL, "--max-steps", "1000", "--name", "cut", "--json"],
      {
        home,
      },
    );
    await running.printed('"step":20,');
    running.signal("SIGINT");
    const stopped = await running.ended;
    expect(stopped.code).toBe(0);
    expect(stopped.last()).toMatchObject({ outcome: "stopped", run: { status: "stopped" } });
    const step = Number(stopped.last().step);
    expect(step).toBeLessThan(1000);
    const listed = await workbench("runs", "list");
    expect(listed.last().runs).toContainEqual(
      expect.objectContaining({ name: "cut", status: "stopped" }),
    );
    const resumed = await workbench("train", "--resume", "cut");
    expect(resumed.last()).toMatchObject({ outcome: "finished", step: 1000 });
    expect(resumed.lines().find((line) => line.event === "step")?.step).toBe(step + 1);
  });

  it("names what cannot be: a dataset, a split, a context beyond the model's", async () => {
    const absent = await workbench("train", "--dataset", "nothing", "--model", "tiny");
    expect(absent.last()).toMatchObject({ type: "error", code: "NOT_FOUND" });
    const long = await workbench("plan", "--model", "tiny");
    expect(long.code).toBe(1);
    expect(long.last()).toMatchObject({
      type: "error",
      code: "INVALID_INPUT",
      field: expect.stringContaining("contextLength"),
    });
  });
});

describe("what a run is for", () => {
  it("evaluate and compare: base and run on the same rows", async () => {
    const none = await workbench("compare", "first");
    expect(none.last()).toMatchObject({ type: "error", code: "NOT_FOUND" });
    const tuned = await workbench("evaluate", "--run", "first", "--predictions");
    expect(tuned.last()).toMatchObject({ type: "result", part: "test", metrics: { rows: 20 } });
    expect(tuned.last().predictions).toHaveLength(20);
    const base = await workbench("evaluate", "--model", "tiny", "--dataset", "orders");
    expect(base.last()).toMatchObject({ type: "result", runId: null, metrics: { rows: 20 } });
    const board = await workbench("compare", "first");
    expect(board.last()).toMatchObject({
      type: "result",
      rows: [{ method: "base" }, { name: "first", versusFirst: { pValue: expect.any(Number) } }],
    });
    const human = await cli(["compare", "first"], { home });
    expect(human.stdout).toContain("Top-1");
  });

  it("evaluate: a run that learned answers is asked, and so is its base", async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `case ${i} of trauma,rest and ice`);
    writeFileSync(join(folder, "questions.csv"), `text,answer\n${rows.join("\n")}\n`);
    for (const args of [
      ["import", join(folder, "questions.csv")],
      ["split", "questions"],
    ]) {
      expect((await workbench(...args)).code).toBe(0);
    }
    const questions = ["--dataset", "questions", "--model", "tiny", "--context-length", "128"];
    const learned = [
      "--method",
      "lora",
      "--rank",
      "8",
      "--learning-rate",
      "0.01",
      "--epochs",
      "12",
    ];
    const trained = await workbench("train", ...questions, ...learned, "--name", "answers");
    expect(trained.last()).toMatchObject({ outcome: "finished" });
    const ask = ["evaluate", "--run", "answers", "--rows", "6", "--max-new-tokens", "24"];
    const asked = await workbench(...ask, "--predictions");
    expect(asked.last()).toMatchObject({ type: "result", part: "test", rows: 6, available: 12 });
    const { base, tuned, answers } = asked.last() as never as AnswersResult;
    expect(answers).toHaveLength(6);
    expect(tuned.tokenF1.value).toBeGreaterThan(base.tokenF1.value);
    const human = await cli(ask, { home });
    expect(human.stdout).toContain("Gain in shared words");
    const labels = await workbench("evaluate", "--run", "first", "--rows", "6");
    expect(labels.last()).toMatchObject({ type: "error", field: "--rows" });
  });

  it("label: every row of a file, and no file is lost", async () => {
    const input = join(folder, "new.csv");
    const output = join(folder, "labelled.csv");
    writeFileSync(input, "text\nchest pain today\nhead trauma\n");
    const args = ["label", "--run", "first", "--input", input, "--output", output];
    const labelled = await workbench(...args);
    expect(labelled.last()).toMatchObject({ type: "result", rows: 2, rejected: 0 });
    const before = readFileSync(output, "utf8");
    expect(before.trim().split("\n")).toHaveLength(3);
    const again = await workbench(...args);
    expect(again.last()).toMatchObject({ type: "error", code: "CONFLICT", field: "--output" });
    expect(readFileSync(output, "utf8")).toBe(before);
  });

  it("chat: both panes stream and carry what gave them", async () => {
    const ask = ["chat", "--run", "first", "--max-new-tokens", "12", "--json"];
    const asked = await cli(ask, { home, input: "chest pain" });
    const panes = new Set(
      asked.lines().flatMap((line) => (line.event === "text" ? [line.pane] : [])),
    );
    expect(panes).toContain("tuned");
    expect(asked.last()).toMatchObject({
      type: "result",
      base: { adapterHash: null, baseHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      tuned: { adapterHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const empty = await cli(ask, { home, input: " \n" });
    expect(empty.code).toBe(2);
  });

  it("verify: everything is whole; a changed checkpoint is found", async () => {
    expect((await workbench("verify")).last()).toMatchObject({ type: "result", ok: true });
    const { checkpoints } = (await workbench("runs", "show", "first")).last() as unknown as {
      checkpoints: { path: string }[];
    };
    const adapter = join(home, checkpoints[0]?.path ?? "", "adapter_model.safetensors");
    const bytes = readFileSync(adapter);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(adapter, bytes);
    const damaged = await workbench("verify");
    expect(damaged.code).toBe(1);
    expect(damaged.last()).toMatchObject({ type: "error", code: "CORRUPT" });
    expect(damaged.lines()).toContainEqual(
      expect.objectContaining({ event: "finding", subject: "checkpoint", ok: false }),
    );
  });
});
