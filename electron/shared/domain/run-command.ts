// The command line that starts the same run, for a person who wants to repeat it on a server.
import { escapeLines, kebabCase } from "./command-words.ts";
import { completeRunConfig, type RunConfig } from "./run-config.ts";
import type { RunFile } from "./run-file.ts";

/** `workbench train ...` for a POSIX shell: the fields that differ from their defaults. */
export function trainCommand({ references, config }: RunFile): string {
  const { dataset, model, split, name, template, truncateLongPrompts, cut, device, threads } =
    references;
  const words = ["workbench", "train"];
  const option = (flag: string, value: string | number | undefined) => {
    if (value !== undefined) words.push(flag, shellWord(String(value)));
  };
  option("--dataset", dataset);
  option("--model", model);
  option("--split", split);
  option("--name", name);
  option("--template", template === undefined ? undefined : escapeLines(template));
  if (truncateLongPrompts === true) words.push("--truncate-long-prompts");
  option("--cut", cut);
  option("--device", device);
  option("--threads", threads);
  words.push(...configFlags(config));
  return words.join(" ");
}

/** The method always, the rest where it is not what the method has anyway. */
function configFlags(config: RunConfig): string[] {
  const standard: Readonly<Record<string, unknown>> = completeRunConfig({ method: config.method });
  const words = ["--method", config.method];
  for (const [field, value] of Object.entries(config)) {
    if (field === "method" || JSON.stringify(value) === JSON.stringify(standard[field])) continue;
    const flag = kebabCase(field);
    if (value === true) words.push(`--${flag}`);
    else if (value === false) words.push(`--no-${flag}`);
    else words.push(`--${flag}`, shellWord(Array.isArray(value) ? value.join(",") : String(value)));
  }
  return words;
}

/** In single quotes where a shell would read more than the word. */
function shellWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
