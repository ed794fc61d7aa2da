import { basename, extname } from "node:path";
import { type Command, Option } from "commander";
import { type ImportOptions, ImportOptionsSchema } from "../../shared/contract/datasets.ts";
import {
  COLUMN_ROLES,
  type ColumnMapping,
  type ColumnRole,
  SOURCE_KINDS,
  type SourceKind,
} from "../../shared/domain/dataset.ts";
import { kindOfName } from "../../shared/domain/source-kind.ts";
import { personPath } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { importText } from "../views/dataset.ts";
import { previewText } from "../views/preview.ts";

type Options = Partial<Record<`${ColumnRole}Column`, string>> & {
  as?: SourceKind;
  name?: string;
  preview?: true;
};

const ROLES: Readonly<Record<ColumnRole, string>> = {
  text: "column with the text (else by its name: text, note, indication, ...)",
  label: 'column with the label (else by its name: label, protocol, ...; "-" for none)',
  group: "column whose equal values stay in one part: patient, document",
  id: "column with a unique id of each row",
  answer: "column with the answer to learn",
  part: "column that says train, validation or test",
};

export function addImport(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("import")
    .description("read files into a dataset; rows that cannot be read are counted and listed")
    .argument("<file...>", "read in this order into one dataset")
    .addOption(
      new Option("--as <kind>", "what the files are (else by extension)").choices(SOURCE_KINDS),
    )
    .option("--name <name>", "name of the dataset (else the first file's)")
    .option("--preview", "look at the beginning of the first file; import nothing");
  for (const role of COLUMN_ROLES) {
    command.option(`--${role}-column <name>`, ROLES[role]);
  }
  command.action(async (files: string[], options: Options) => {
    if (options.preview === true) return await previewFirst(command, runVerb, files, options);
    const request = importOptions(files, options);
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      const report = await workbench.datasets.import(
        files.map((f) => personPath(f)),
        request,
        calls,
      );
      reporter.result(report, () => importText(report, files, reporter));
    });
  });
}

async function previewFirst(
  command: Command,
  runVerb: RunVerb,
  [first = ""]: readonly string[],
  options: Options,
): Promise<void> {
  const mapping = mappingOf(options);
  await runVerb.reading(command, async ({ workbench, reporter, calls }) => {
    const request = { path: personPath(first), kind: options.as ?? null, mapping };
    const preview = await workbench.previews.preview(request, calls);
    reporter.result(preview, () => previewText(preview, reporter));
  });
}

function mappingOf(options: Options): ColumnMapping {
  const named = COLUMN_ROLES.map((role) => [role, options[`${role}Column`] ?? null]);
  return Object.fromEntries(named) as ColumnMapping;
}

function importOptions(files: readonly string[], options: Options): ImportOptions {
  const [first = ""] = files;
  const { as, name } = options;
  const kind = as ?? kindOfName(first);
  if (kind === null) {
    throw new UsageError("--as is missing: the extension of the file does not say what it is.", {
      field: "--as",
      hint: `Choose one of ${SOURCE_KINDS.join(", ")}.`,
    });
  }
  const parsed = ImportOptionsSchema.safeParse({
    name: name ?? basename(first, extname(first)),
    kind,
    mapping: mappingOf(options),
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path[0] === "mapping" ? `--${String(issue.path[1])}-column` : "--name";
  throw new UsageError(`${field} is not valid: ${issue?.message}.`, { field });
}
