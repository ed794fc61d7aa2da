import { readdirSync } from "node:fs";
import type { ParamsOf, ResultOf } from "../../main/trainer-host/protocol/methods.ts";
import type { ModelProblem, TokenizerSummary } from "../../shared/domain/model-check.ts";
import type { ModelInfo } from "../../shared/domain/model-info.ts";
import type { AppError } from "../../shared/errors.ts";
import type { Engine } from "../engine.ts";
import { fromEngine } from "../engine-error.ts";

/** Faults of weights and of tokenizer are told apart: one of them does not hide the other. */
export async function inspectModel(
  engine: Engine,
  { modelDir }: ParamsOf<"inspectModel">,
): Promise<ResultOf<"inspectModel">> {
  const absent = notAModel(modelDir);
  if (absent !== null) return { info: null, tokenizer: null, problems: [absent] };
  const problems: ModelProblem[] = [];
  const noted = (error: unknown) => void problems.push(problemOf(fromEngine(error)));
  let info: ModelInfo | null = null;
  try {
    info = engine.models.info(modelDir);
  } catch (error) {
    noted(error);
  }
  let tokenizer: TokenizerSummary | null = null;
  if (info !== null) {
    try {
      const found = await engine.models.tokenizer(modelDir, info);
      tokenizer = {
        vocabularySize: found.vocabularySize,
        addsBos: found.bosId !== null,
        hasChatTemplate: found.chat !== null,
      };
    } catch (error) {
      noted(error);
    }
  }
  return { info, tokenizer, problems };
}

function problemOf(error: AppError): ModelProblem {
  const field = (error.field ?? "").slice(0, 300);
  const fix = error.hint === "" ? "Copy the whole model folder again from its source." : error.hint;
  return { field, what: error.message.slice(0, 2000), fix: fix.slice(0, 2000) };
}

/** What people choose by mistake most, in words that the engine's own error cannot have. */
function notAModel(folder: string): ModelProblem | null {
  const names = namesIn(folder);
  if (names === null) {
    return {
      field: "",
      what: "The folder is not there, or may not be read.",
      fix: "Connect the disk it is on, put it back, or add it again from where it is now.",
    };
  }
  if (names.includes("config.json")) return null;
  return {
    field: "config.json",
    what: "There is no config.json: this is not a model folder in the Hugging Face layout.",
    fix: names.includes("snapshots")
      ? "This is a download cache: choose the folder inside its snapshots folder."
      : "Choose the folder that holds config.json, *.safetensors and tokenizer.json.",
  };
}

function namesIn(folder: string): string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    return null; // that it cannot be read is what is told
  }
}
