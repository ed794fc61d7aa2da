/** Real inputs, read where they lie and never copied: a trained model, PubMedQA. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkbench, type Workbench } from "../../electron/main/compose.ts";
import { startChildProcess } from "../../electron/main/trainer-host/child-process.ts";
import { TrainerHost } from "../../electron/main/trainer-host/trainer-host.ts";
import { TextTokenizer } from "../../electron/trainer-process/text/text-tokenizer.ts";
import { sharedData } from "../support/shared-data.ts";
import { suiteFolder } from "../support/suite-folder.ts";
import { makeTinyModel } from "../support/tiny-model.ts";

const folder = suiteFolder();
const NO_COLUMNS = { text: null, label: null, group: null, id: null, answer: null, part: null };
const DEVICE = { backend: "cpu", device: 0, threads: 0, deterministic: true } as const;
const host = new TrainerHost(startChildProcess);
let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ home: join(folder, "home") });
});
afterAll(async () => {
  host.close();
  await workbench.close();
});

it("stories15M: tells the very story that the reference tells, streamed whole", async ({
  skip,
}) => {
  const modelDir = sharedData("models/stories15M");
  if (modelDir === null) return skip();
  const reference = JSON.parse(readFileSync(join(modelDir, "reference.json"), "utf8")) as {
    greedy120_from_bos: number[];
  };
  let streamed = "";
  const ask = { modelDir, tokenizerDir: modelDir, quantize: false, device: DEVICE };
  const [answer] = await host.request(
    "generate",
    {
      ...ask,
      maxNewTokens: 120,
      temperature: 0,
      topK: 0,
      topP: 1,
      repetitionPenalty: 1,
      seed: 1,
      stop: [],
      sequences: [{ adapterDir: null, prompt: { before: "", text: "", after: "", cut: "head" } }],
    },
    {
      onEvent: (event) => {
        if (event.kind === "text") streamed += event.text;
      },
    },
  );
  const { info } = await host.request("describeModel", { modelDir });
  const tokenizer = await TextTokenizer.load(modelDir, info);
  const story = await tokenizer.decode(reference.greedy120_from_bos);
  expect(answer?.text.trim()).toBe(story.trim());
  expect(streamed).toBe(answer?.text);
  expect(answer?.tokens).toBe(120);
}, 60_000);

it("PubMedQA: imports, and is evaluated beside the majority of its answers", async ({ skip }) => {
  const file = sharedData("pubmedqa/ori_pqal_train500.json");
  if (file === null) return skip();
  const options = { name: "pubmedqa", kind: "pubmedqa", mapping: NO_COLUMNS } as const;
  const { version } = await workbench.datasets.import([file], options);
  expect(version).toMatchObject({ rows: 500, rejects: 0 });
  expect(version.labels.map((l) => l.label)).toEqual(["maybe", "no", "yes"]);
  workbench.splits.create("pubmedqa", { train: 0.8, validation: 0.1, test: 0.1 });
  const model = await makeTinyModel(join(folder, "tiny"));
  const { metrics, part } = await workbench.evaluations.evaluate({ model, dataset: "pubmedqa" });
  expect(part).toBe("test");
  expect(metrics.rows).toBe(50);
  // The tiny context holds no abstract: every text is cut, and that is said.
  expect(metrics.truncated).toBe(50);
  expect(metrics.majority).toMatchObject({ label: "yes" });
  expect(metrics.majority.accuracy).toBeGreaterThan(0.5);
  expect(metrics.majority.macroF1).toBeLessThan(0.26);
  expect(metrics.accuracy.low).toBeLessThanOrEqual(metrics.accuracy.value);
}, 60_000);
