import { readFileSync, statSync } from "node:fs";
import { AppError } from "../shared/errors.ts";
import { systemError } from "../shared/system-error.ts";

/** Reads JSON text of bounded size. `name` is how errors call the file ("tokenizer.json"). */
export function readJsonFile(path: string, name: string, maxBytes: number): unknown {
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > maxBytes) {
      throw new AppError("TOO_LARGE", `${name} has ${size} bytes, at most ${maxBytes} are read.`, {
        field: name,
        path,
      });
    }
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw corrupt(name, path, "is not UTF-8 text");
    throw systemError(error, `reading ${name}`, { path, field: name });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const where = error instanceof Error ? (/position \d+/.exec(error.message)?.[0] ?? "") : "";
    throw corrupt(name, path, where === "" ? "is not JSON" : `is not JSON at ${where}`);
  }
}

function corrupt(name: string, path: string, what: string): AppError {
  return new AppError("CORRUPT", `${name} ${what}.`, {
    field: name,
    hint: "The file is damaged or was cut short: copy it again from its source.",
    path,
  });
}
