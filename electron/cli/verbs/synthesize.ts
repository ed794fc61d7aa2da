import { basename, extname } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { NOTE_STYLES, type NoteStyle } from "../../shared/domain/synthesis/styles.ts";
import { defined, integer, list } from "../options/parse.ts";
import { personPath } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { synthesisText } from "../views/preparation.ts";

interface Options {
  cases?: string;
  name?: string;
  count?: number;
  styles?: NoteStyle[];
  seed?: number;
}

export function addSynthesize(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("synthesize")
    .description(
      "write clinical notes from descriptions of cases, by templates; nothing is made up",
    )
    .option(
      "--cases <file>",
      "CSV or JSONL with complaint, age, sex, history, exam, diagnosis, ...",
    )
    .option("--count <n>", "notes to write, in turn for every case and style", integer)
    .option("--styles <list>", `of ${NOTE_STYLES.join(", ")} (all)`, styles)
    .option("--seed <n>", "the same seed gives the same notes (42)", integer)
    .option("--name <name>", 'name of the dataset (else the file\'s with "notes")');
  command.action(async (options: Options) => {
    const { cases, count, seed } = options;
    if (cases === undefined || count === undefined) {
      const field = cases === undefined ? "--cases" : "--count";
      throw new UsageError(`${field} is missing.`, {
        field,
        hint: "For example: workbench synthesize --cases cases.csv --count 500 --seed 1",
      });
    }
    const name = options.name ?? `${basename(cases, extname(cases))} notes`;
    const config = { count, ...defined({ seed, styles: options.styles }) };
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      const outcome = await workbench.synthesis.synthesize(personPath(cases), name, config, calls);
      reporter.result(outcome, () => synthesisText(outcome, reporter));
    });
  });
}

function styles(text: string): NoteStyle[] {
  return list(text).map((name) => {
    const style = NOTE_STYLES.find((one) => one === name);
    if (style === undefined) {
      throw new InvalidArgumentError(`Expected some of ${NOTE_STYLES.join(", ")}.`);
    }
    return style;
  });
}
