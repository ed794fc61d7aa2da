import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExampleArrays, TrainSpec } from "../../electron/trainer-process/addon-types.ts";

function writeArrays(prefix: string, examples: ExampleArrays): void {
  const write = (suffix: string, values: Int32Array) =>
    writeFileSync(
      `${prefix}.${suffix}`,
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  write("tokens", examples.tokens);
  write("offsets", examples.offsets);
  write("prompts", examples.promptTokens);
}

/**
 * Writes a run as files that `differential_train` takes on a machine without Node, started in `directory`:
 *
 *   differential_train --spec spec.json --train train --validation validation --init 2024
 */
export function emitRun(
  directory: string,
  spec: TrainSpec,
  train: ExampleArrays,
  validation: ExampleArrays,
): void {
  const model = join(directory, "model");
  mkdirSync(model, { recursive: true });
  copyFileSync(join(spec.modelDir, "config.json"), join(model, "config.json"));
  writeArrays(join(directory, "train"), train);
  writeArrays(join(directory, "validation"), validation);
  const moved: TrainSpec = { ...spec, modelDir: "model", checkpointsDir: "checkpoints" };
  writeFileSync(join(directory, "spec.json"), JSON.stringify(moved));
}
