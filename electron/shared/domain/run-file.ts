// The configuration of a run as a file: what `workbench train --config` reads and the window
// exports. A JSON object with the fields of RunConfig and, beside them, what the run refers to.
import { z } from "zod";
import { DEVICE_NAME, DEVICE_NAME_EXPECTED } from "./device-name.ts";
import { type RunConfig, RunConfigSchema } from "./run-config.ts";

export const RUN_FILE_REFERENCES = {
  dataset: z.string().min(1).optional(),
  model: z.string().min(1).optional(),
  split: z.string().min(1).optional(),
  name: z.string().min(1).max(200).optional(),
  template: z.string().min(1).max(8000).optional(),
  truncateLongPrompts: z.boolean().optional(),
  cut: z.enum(["head", "tail"]).optional(),
  device: z.string().regex(DEVICE_NAME, DEVICE_NAME_EXPECTED).optional(),
  threads: z.number().int().min(0).optional(),
} as const;

const ReferencesSchema = z.strictObject(RUN_FILE_REFERENCES);
export type RunFileReferences = z.infer<typeof ReferencesSchema>;

export interface RunFile {
  readonly references: RunFileReferences;
  readonly config: RunConfig;
}

/** A fault of a file, as a field and what is wrong with it. */
export interface RunFileFault {
  /** Empty where the whole file is at fault. */
  readonly field: string;
  readonly problem: string;
}

export type RunFileResult =
  | { readonly ok: true; readonly file: RunFile }
  | { readonly ok: false; readonly fault: RunFileFault };

/** The fields of the two kinds, apart. */
export function splitRunFile(content: Readonly<Record<string, unknown>>): {
  references: Record<string, unknown>;
  fields: Record<string, unknown>;
} {
  const references: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(content)) {
    (Object.hasOwn(RUN_FILE_REFERENCES, name) ? references : fields)[name] = value;
  }
  return { references, fields };
}

/** Reads such a file; `method` is what a file without one means. */
export function parseRunFile(text: string, method: RunConfig["method"]): RunFileResult {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { ok: false, fault: { field: "", problem: "it is not JSON" } };
  }
  const object = z.record(z.string(), z.unknown()).safeParse(value);
  if (!object.success) return { ok: false, fault: { field: "", problem: "it is not an object" } };
  const { references, fields } = splitRunFile(object.data);
  const named = ReferencesSchema.safeParse(references);
  if (!named.success) return { ok: false, fault: faultOf(named.error) };
  const config = RunConfigSchema.safeParse({ method, ...fields });
  if (!config.success) return { ok: false, fault: faultOf(config.error) };
  return { ok: true, file: { references: named.data, config: config.data } };
}

function faultOf(error: z.ZodError): RunFileFault {
  const issue = error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    return { field: issue.keys[0] ?? "", problem: "no field has this name" };
  }
  return { field: String(issue?.path[0] ?? ""), problem: issue?.message ?? "not valid" };
}

/** The text of such a file: every field, so that a later default changes nothing. */
export function runFileText({ references, config }: RunFile): string {
  return `${JSON.stringify({ ...references, ...config }, null, 2)}\n`;
}
