/**
 * The log: one JSON object a line. Notes, labels and paths have no way in: numbers and booleans go
 * as they are, text only under the names below and only when it looks like an id or a code.
 */
import { appendFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../shared/errors.ts";

const MAX_BYTES = 5 << 20;
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

type TextField = "run" | "dataset" | "model" | "action" | "code" | "phase" | "kind" | "version";
export type LogFields = { readonly [K in TextField]?: string } & {
  readonly [name: string]: string | number | boolean | null;
};
type Level = "info" | "warn" | "error";

const TEXT_FIELDS: ReadonlySet<string> = new Set<TextField>([
  "run",
  "dataset",
  "model",
  "action",
  "code",
  "phase",
  "kind",
  "version",
]);

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** The message of a foreign error may quote a note: only class, code and call sites are kept. */
  error(event: string, error: unknown, fields?: LogFields): void;
}

export function createLogger(logsFolder: string, now: () => number = Date.now): Logger {
  const file = join(logsFolder, "workbench.log");
  const write = (level: Level, event: string, fields: object) => {
    const line = JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields });
    try {
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size > MAX_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A log that cannot be written must not end the work it reports on.
    }
  };
  return {
    info: (event, fields = {}) => write("info", safe(event), clean(fields)),
    warn: (event, fields = {}) => write("warn", safe(event), clean(fields)),
    error: (event, error, fields = {}) =>
      write("error", safe(event), { ...clean(fields), ...describe(error) }),
  };
}

function clean(fields: LogFields): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (typeof value !== "string") return [safe(name), value];
      return [safe(name), TEXT_FIELDS.has(name) ? safe(value) : "[withheld]"];
    }),
  );
}

function safe(text: string): string {
  return SAFE.test(text) ? text : "[withheld]";
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = error instanceof AppError ? error.code : undefined;
  return { error: safe(error.name), code, calls: callSites(error) };
}

/** Function names and file names of the stack, without the message and the folders. */
function callSites(error: Error): string[] {
  const lines = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return lines.slice(0, 12).map((line) => {
    const name = /at (?:async )?([\w.#<>$ ]{1,80}) \(/.exec(line)?.[1] ?? "";
    const place = /([\w.-]{1,80}:\d{1,7}:\d{1,7})\)?$/.exec(line)?.[1] ?? "";
    return `${name} ${place}`.trim();
  });
}
