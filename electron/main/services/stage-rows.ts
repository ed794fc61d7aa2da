import type { Run } from "../../shared/domain/run.ts";
import type { Example } from "../trainer-host/protocol/methods.ts";
import type { EngineContext } from "./engine-context.ts";
import { exampleOf } from "./task-rows.ts";

const MAX_ROWS = 2048;
const MAX_CHARS = 4 << 20; // of one message between the processes

/** Hands the rows of a run to the trainer, in messages of bounded size. Returns training rows. */
export async function stageRows(context: EngineContext, run: Run): Promise<number> {
  const train = await stagePart(context, run, "train");
  await stagePart(context, run, "validation");
  return train;
}

async function stagePart(context: EngineContext, run: Run, part: "train" | "validation") {
  let examples: Example[] = [];
  let chars = 0;
  let first = true;
  let staged = 0;
  const send = async () => {
    staged = await context.trainer.request("stage", { part, first, examples });
    examples = [];
    chars = 0;
    first = false;
  };
  for (const row of rowsOf(context, run, part)) {
    const example = exampleOf(row, run.frozen.task);
    if (example === null) continue;
    examples.push(example);
    chars += row.text.length + (row.answer?.length ?? 0);
    if (examples.length >= MAX_ROWS || chars >= MAX_CHARS) await send();
  }
  if (first || examples.length > 0) await send(); // an empty part is told too
  return staged;
}

function rowsOf(context: EngineContext, run: Run, part: "train" | "validation") {
  const { splits, datasets } = context.store;
  if (run.splitId !== null) return splits.rows(run.splitId, part);
  return part === "train" ? datasets.rows(run.frozen.datasetHash) : [];
}
