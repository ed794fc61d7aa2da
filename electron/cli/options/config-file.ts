import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { type RunConfig, RunConfigSchema } from "../../shared/domain/run-config.ts";
import { RUN_FILE_REFERENCES, splitRunFile } from "../../shared/domain/run-file.ts";
import { AppError } from "../../shared/errors.ts";
import { systemError } from "../../shared/system-error.ts";
import { configError } from "./config-issues.ts";
import { deviceName } from "./device.ts";
import { DEFAULT_METHOD } from "./run-config-flags.ts";

const MAX_FILE_BYTES = 1 << 20;

/** What a configuration file says beside the fields of RunConfig. */
const ReferencesSchema = z.strictObject({
  ...RUN_FILE_REFERENCES,
  device: RUN_FILE_REFERENCES.device.unwrap().transform(deviceName).optional(),
});
export type ConfigReferences = z.infer<typeof ReferencesSchema>;

export interface ConfigFile {
  references: ConfigReferences;
  fields: Record<string, unknown>; // of RunConfig, not checked yet
}

/** A JSON object: the fields of RunConfig, with dataset, model and the like beside them. */
export function readConfigFile(path: string): ConfigFile {
  const content = parseObject(readText(path), path);
  const { references, fields } = splitRunFile(content);
  const parsed = ReferencesSchema.safeParse(references);
  if (!parsed.success) throw configError(parsed.error, new Set(), path);
  return { references: parsed.data, fields };
}

/** File and flags together, the flags having the last word, complete with defaults. */
export function completeConfig(
  fields: Readonly<Record<string, unknown>>,
  flags: Readonly<Record<string, unknown>>,
  file: string | undefined,
): RunConfig {
  const parsed = RunConfigSchema.safeParse({ method: DEFAULT_METHOD, ...fields, ...flags });
  if (parsed.success) return parsed.data;
  throw configError(parsed.error, new Set(Object.keys(flags)), file);
}

function readText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size <= MAX_FILE_BYTES) return readFileSync(path, "utf8");
    throw new AppError("TOO_LARGE", `The configuration file has ${size} bytes.`, {
      field: "--config",
      hint: `At most ${MAX_FILE_BYTES} bytes are read: is this the right file?`,
      path,
    });
  } catch (error) {
    throw systemError(error, "reading the configuration file", { path, field: "--config" });
  }
}

function parseObject(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError("INVALID_INPUT", `The configuration file is not JSON${position(error)}.`, {
      field: "--config",
      hint: 'Write an object such as {"dataset": "orders", "model": "bundled", "rank": 16}.',
      path,
    });
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("INVALID_INPUT", "The configuration file is not a JSON object.", {
    field: "--config",
    hint: 'Write an object such as {"dataset": "orders", "model": "bundled", "rank": 16}.',
    path,
  });
}

/** Line and column where V8 gave up, without the text it quotes. */
function position(error: unknown): string {
  const match = error instanceof Error ? /\(line (\d+) column (\d+)\)/.exec(error.message) : null;
  return match === null ? "" : ` (line ${match[1]}, column ${match[2]})`;
}
