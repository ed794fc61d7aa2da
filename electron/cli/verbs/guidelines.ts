import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { ShownCondition } from "../../shared/domain/guideline.ts";
import { systemError } from "../../shared/system-error.ts";
import { personPath } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { coverageTable, guidelinesText } from "../views/guideline.ts";

const REFERENCE = "id or title of the guideline, or name of its dataset";

/** Guidelines that were read from PDFs: what was found, and corrections by hand. */
export function addGuidelines(program: Command, runVerb: RunVerb): void {
  const guidelines = program
    .command("guidelines")
    .description("imported guidelines: coverage of their contents list, texts, corrections");
  addReading(guidelines, runVerb);
  addChanging(guidelines, runVerb);
}

function addReading(guidelines: Command, runVerb: RunVerb): void {
  const list = guidelines.command("list").description("every guideline, the newest first");
  list.action(() =>
    runVerb.reading(list, async ({ workbench, reporter }) => {
      const found = workbench.guidelines.list();
      reporter.result({ guidelines: found }, () => guidelinesText(found, reporter));
    }),
  );
  const show = guidelines
    .command("show")
    .description("the coverage of the contents list, or the text of one condition")
    .argument("<guideline>", REFERENCE)
    .argument("[number]", "the condition's printed number: 1.1.2")
    .option("--doubtful", "only what a person should look at")
    .option("--missing", "only what was not found");
  show.action(
    (guideline: string, number: string | undefined, options: { doubtful?: true; missing?: true }) =>
      runVerb.reading(show, async ({ workbench, reporter }) => {
        if (number !== undefined) {
          const condition = workbench.guidelines.condition(guideline, number);
          return reporter.result({ condition }, () => conditionText(condition));
        }
        const view = workbench.guidelines.view(guideline);
        const only = options.doubtful ? "doubtful" : options.missing ? "missing" : null;
        reporter.result(view, () => coverageTable(view, only, reporter));
      }),
  );
}

function addChanging(guidelines: Command, runVerb: RunVerb): void {
  const correct = guidelines
    .command("correct")
    .description("put a person's text in place of a field's, or take it back")
    .argument("<guideline>", REFERENCE)
    .argument("<number>", "the condition's printed number")
    .argument("<field>", "which of its texts, from 1, as `guidelines show` numbers them")
    .option("--text-file <file>", "the text, UTF-8")
    .option("--undo", "the text as it was read");
  correct.action(
    (
      guideline: string,
      number: string,
      field: string,
      options: { textFile?: string; undo?: true },
    ) => {
      if ((options.textFile === undefined) === (options.undo === undefined)) {
        throw new UsageError("Give either --text-file or --undo.", { field: "--text-file" });
      }
      const index = Number(field) - 1;
      if (!Number.isInteger(index) || index < 0) {
        throw new UsageError("The field is a number from 1.", { field: "field" });
      }
      return runVerb(correct, async ({ workbench, reporter }) => {
        const text = options.textFile === undefined ? null : textOf(personPath(options.textFile));
        const condition = workbench.guidelines.correct(guideline, number, index, text);
        reporter.result(
          { condition },
          () => `${conditionText(condition)}\n\nNext: workbench guidelines rebuild ${guideline}`,
        );
      });
    },
  );
  const rebuild = guidelines
    .command("rebuild")
    .description("make the question and answer rows again, with the corrections")
    .argument("<guideline>", REFERENCE);
  rebuild.action((guideline: string) =>
    runVerb(rebuild, async ({ workbench, reporter }) => {
      const { version, rejects } = workbench.guidelines.rebuild(guideline);
      reporter.result({ version, rejects }, () => {
        return `${version.name}, version ${version.version}: ${version.rows} rows, ${version.rejects} left out.`;
      });
    }),
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw systemError(error, "reading the text", { path, field: "--text-file" });
  }
}

function conditionText({ number, title, icd10, fields }: ShownCondition): string {
  const codes = icd10.map(({ code }) => code).join(", ");
  const parts = fields.map((field, index) => {
    const marks = [
      field.correction === null ? "" : "corrected by hand",
      field.ocrConfidence === null ? "" : `OCR, ${Math.round(field.ocrConfidence)}%`,
      ...field.doubts.map(
        ({ readAs, found }) => `not certain: ${found} read as ${readAs ?? "nothing"}`,
      ),
    ].filter((mark) => mark !== "");
    const head = `${index + 1}. ${field.title || field.kind} (file page ${field.pages.join(", ")})`;
    const notes = field.correction === null ? marks : marks.slice(0, 1);
    return [head, ...notes.map((mark) => `   ${mark}`), field.correction ?? field.text].join("\n");
  });
  return [`${number} ${title}${codes === "" ? "" : ` (ICD-10: ${codes})`}`, ...parts].join("\n\n");
}
