import { kebabCase } from "../../shared/domain/command-words.ts";
import type { AppError } from "../../shared/errors.ts";
import { printable } from "./text-width.ts";

/** What happened; the figures and the file it is about; what to do. Each a line, none empty. */
export function errorLines(error: AppError): string[] {
  const field = error.field === undefined ? "" : asFlag(printable(error.field));
  const message = sentence(printable(error.message));
  const named = field === "" || message.includes(field);
  return [
    `Error: ${message}${named ? "" : ` (${field})`}`,
    figuresOf(error),
    error.path === undefined ? "" : `File: ${printable(error.path)}`,
    sentence(printable(error.hint)),
  ].filter((line) => line !== "");
}

/** The engine names fields of the configuration; a person knows the flags. */
function asFlag(field: string): string {
  const name = /^config\.(\w+)$/.exec(field)?.[1];
  return name === undefined ? field : `--${kebabCase(name)}`;
}

function sentence(text: string): string {
  if (text === "") return "";
  // A name such as libdifferential_cuda.so keeps its small letter.
  const begun = /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?:)`"]$/.test(begun) || /: \S+( \S+)*$/.test(begun) ? begun : `${begun}.`;
}

/** "line 3, maximum 100": the figures that come with an error. */
function figuresOf({ details }: AppError): string {
  return Object.entries(details)
    .filter(([, value]) => typeof value === "number")
    .map(([name, value]) => `${printable(name)} ${value}`)
    .join(", ");
}
