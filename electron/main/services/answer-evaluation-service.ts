import type { AnswerEvaluation, AnsweredRow } from "../../shared/domain/answer-evaluation.ts";
import type { Run } from "../../shared/domain/run.ts";
import { AppError } from "../../shared/errors.ts";
import { type Answered, answerFigures } from "./answer-figures.ts";
import { answerPrompt, type Question, questionsOf } from "./answer-questions.ts";
import type { AnswerEvaluationService, EvaluateAnswersRequest } from "./api/answer-evaluation.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import { type Answerer, answererOfRun } from "./closed-set.ts";
import type { EngineContext } from "./engine-context.ts";
import { evaluationRows } from "./evaluation-request.ts";

const DEFAULT_NEW_TOKENS = 128;
/** Questions of one batch: each is two sequences, the base's and the fine-tuned model's. */
const BATCH = 8;

export function createAnswerEvaluationService(context: EngineContext): AnswerEvaluationService {
  const { store } = context;
  return {
    evaluate: (request, options = {}) => evaluate(context, request, options),
    list: (run) => store.answerEvaluations.list(store.runs.resolve(run).id),
    rows: (evaluation) => store.answerEvaluations.rows(evaluation),
  };
}

async function evaluate(
  context: EngineContext,
  request: EvaluateAnswersRequest,
  options: CallOptions,
): Promise<AnswerEvaluation> {
  const { store } = context;
  const run = store.runs.resolve(request.run);
  requireAnswerTask(run);
  requirePositive("--rows", request.rows);
  requirePositive("--max-new-tokens", request.maxNewTokens);
  const where = evaluationRows(context, request, run);
  const { questions, available } = questionsOf(context, where, request.rows);
  const { checkpoint, device, maxNewTokens = DEFAULT_NEW_TOKENS } = request;
  const answerer = await answererOfRun(context, run, checkpoint, device, options);
  const started = performance.now();
  const asked = { answerer, run, questions, maxNewTokens };
  const { base, tuned } = await answerAll(context, asked, options);
  const references = questions.map((question) => question.reference);
  const { figures, baseF1, tunedF1 } = answerFigures(references, base, tuned, request.seed);
  const draft = {
    runId: run.id,
    checkpointStep: answerer.checkpointStep ?? 0,
    modelHash: answerer.model.hash,
    datasetHash: where.version.hash,
    splitId: where.split?.id ?? null,
    part: where.part,
    rows: questions.length,
    available,
    maxNewTokens,
    ...figures,
    seconds: (performance.now() - started) / 1000,
  };
  const rows = questions.map(
    ({ index }, i): AnsweredRow => ({
      rowIndex: index,
      base: base[i]?.text ?? "",
      tuned: tuned[i]?.text ?? "",
      baseF1: baseF1[i] ?? 0,
      tunedF1: tunedF1[i] ?? 0,
    }),
  );
  return store.command("evaluation.answers", (entry) => {
    const evaluation = store.answerEvaluations.add(draft, rows);
    entry.about("evaluation", evaluation.id);
    return evaluation;
  });
}

interface Asked {
  answerer: Answerer;
  run: Run;
  questions: readonly Question[];
  maxNewTokens: number;
}

async function answerAll(context: EngineContext, asked: Asked, options: CallOptions) {
  const base: Answered[] = [];
  const tuned: Answered[] = [];
  const total = asked.questions.length;
  for (let from = 0; from < total; from += BATCH) {
    options.onProgress?.({ phase: "answering", done: from, total });
    throwIfCancelled(options.signal, "Evaluating answers");
    const batch = asked.questions.slice(from, from + BATCH);
    const answers = await answerBatch(context, asked, batch, options.signal);
    base.push(...answers.base);
    tuned.push(...answers.tuned);
  }
  options.onProgress?.({ phase: "answering", done: total, total });
  return { base, tuned };
}

/** Over one resident base where the run is an adapter; a whole model answers after the base. */
async function answerBatch(
  context: EngineContext,
  { answerer, run, maxNewTokens }: Asked,
  questions: readonly Question[],
  signal: AbortSignal | undefined,
): Promise<{ base: Answered[]; tuned: Answered[] }> {
  const { modelDir, tokenizerDir, adapterDir, quantize, device } = answerer;
  const prompts = questions.map((question) => answerPrompt(question.text, run.frozen.task));
  const ask = async (folder: string, adapters: readonly (string | null)[]) => {
    const sequences = adapters.flatMap((adapter) =>
      prompts.map((prompt) => ({ adapterDir: adapter, prompt })),
    );
    const answers = await context.trainer.request(
      "generate",
      {
        modelDir: folder,
        tokenizerDir,
        quantize,
        device,
        maxNewTokens,
        ...GREEDY,
        sequences,
      },
      { signal },
    );
    if (answers.length !== sequences.length) throw new AppError("ENGINE", "An answer is missing.");
    return answers.map(({ text, finish }) => ({ text, cut: finish === "length" }));
  };
  if (adapterDir === null) {
    return { base: await ask(tokenizerDir, [null]), tuned: await ask(modelDir, [null]) };
  }
  const both = await ask(modelDir, [null, adapterDir]);
  return { base: both.slice(0, questions.length), tuned: both.slice(questions.length) };
}

/** No chance in a figure: the most probable token, always. */
const GREEDY = { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0, stop: [] };

function requirePositive(field: string, value: number | undefined): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return;
  throw new AppError("INVALID_INPUT", `${value} is not a count of at least one.`, {
    field,
    hint: "Give a whole number from 1.",
  });
}

function requireAnswerTask(run: Run): void {
  if (run.frozen.task.completion === "answer") return;
  throw new AppError("UNSUPPORTED", `Run ${run.name} did not learn to answer.`, {
    field: "--run",
    hint: "Choose a run that was trained on the answers of a dataset.",
  });
}
