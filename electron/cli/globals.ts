import type { Command } from "commander";

/** Options that stand before or after every verb. */
export interface GlobalOptions {
  home?: string;
  passphraseFile?: string;
  json?: true;
  quiet?: true;
}

export function addGlobalOptions(program: Command): void {
  program
    .option("--home <dir>", "where runs and data are kept (else DIFFERENTIAL_HOME)")
    .option(
      "--passphrase-file <file>",
      "first line unlocks the store (else DIFFERENTIAL_PASSPHRASE)",
    )
    .option("--json", "one JSON object a line on standard output, the result last")
    .option("--quiet", "no progress and no notices");
}

/** Known before parsing, so that a mistake in the arguments is reported in the form asked for. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).includes("--json");
}
