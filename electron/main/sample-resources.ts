/** Finds and reads the bundled sample. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { LabelSchema } from "../shared/domain/label.ts";
import { completeRunConfig, RunConfigSchema } from "../shared/domain/run-config.ts";
import { ORDER_TEMPLATE } from "../shared/domain/task.ts";
import { AppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";
import { installFolder } from "./platform/install-folder.ts";
import type { SampleResources } from "./services/sample-ports.ts";

const RESOURCES = fileURLToPath(new URL("../../resources", import.meta.url));
const BASE_FILES = [
  "config.json",
  "generation_config.json",
  "model.safetensors",
  "tokenizer.json",
  "tokenizer_config.json",
];
const WEIGHTS = "model.safetensors";

const Protocols = z.array(z.looseObject({ name: LabelSchema, alternatives: z.array(LabelSchema) }));

export function loadSample(modelsFolder: string, resources = RESOURCES): SampleResources {
  const sample = join(resources, "sample");
  const file = (part: string) => join(sample, "data", `${part}.csv`);
  const protocols = Protocols.parse(read(join(sample, "protocols.json")));
  return {
    name: "radiology-orders",
    files: { train: file("train"), validation: file("validation"), test: file("test") },
    alternatives: Object.fromEntries(protocols.map((p) => [p.name, p.alternatives])),
    template: ORDER_TEMPLATE,
    config: completeRunConfig(
      RunConfigSchema.partial()
        .required({ method: true })
        .parse(read(join(sample, "run.json"))),
    ),
    installBase: () => installBase(join(resources, "base"), modelsFolder),
  };
}

/** A folder a version of the weights, so that an update never changes what a run was trained on. */
function installBase(source: string, modelsFolder: string): { folder: string; version: string } {
  const weights = join(source, WEIGHTS);
  if (!existsSync(weights)) {
    throw new AppError("NOT_FOUND", "The bundled base model has no weights.", {
      field: WEIGHTS,
      hint: "The installation is incomplete: fetch resources/base/model.safetensors again.",
      path: weights,
    });
  }
  const bytes = BASE_FILES.map((name) => statSync(join(source, name), { throwIfNoEntry: false }));
  const total = bytes.reduce((sum, s) => sum + (s?.size ?? 0), 0);
  const version = createHash("sha256").update(readFileSync(weights)).digest("hex").slice(0, 12);
  const folder = join(modelsFolder, `bundled-${version}`);
  installFolder(source, BASE_FILES, folder, total);
  return { folder, version };
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw systemError(error, "reading the bundled sample", { path });
  }
}
