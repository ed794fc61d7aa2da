import { basename, extname } from "node:path";
import { type Command, Option } from "commander";
import { type ImportOptions, ImportOptionsSchema } from "../../shared/contract/datasets.ts";
import { Name } from "../../shared/domain/bounds.ts";
import {
  COLUMN_ROLES,
  type ColumnMapping,
  type ColumnRole,
  SOURCE_KINDS,
  type SourceKind,
} from "../../shared/domain/dataset.ts";
import { personPath } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { importText } from "../views/dataset.ts";
import { guidelineImportText, guidelineResult } from "../views/guideline.ts";
import { previewText } from "../views/preview.ts";

type Options = Partial<Record<`${ColumnRole}Column`, string>> & {
  as?: SourceKind;
  name?: string;
  preview?: true;
  patientData?: true;
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
      new Option("--as <kind>", "what the files are (else told by their contents)").choices(
        SOURCE_KINDS,
      ),
    )
    .option("--name <name>", "name of the dataset (else the first file's)")
    .option("--patient-data", "the rows hold patient data: shut them in until deidentify --confirm")
    .option("--preview", "look at the beginning of the first file; import nothing");
  for (const role of COLUMN_ROLES) {
    command.option(`--${role}-column <name>`, ROLES[role]);
  }
  command.action(async (files: string[], options: Options) => {
    if (options.preview === true) return await previewFirst(command, runVerb, files, options);
    checkName(options.name);
    const paths = files.map((f) => personPath(f));
    // Before a home is opened, or made: what nobody can read needs none.
    const kind = options.as ?? (await detectedKind(paths, options));
    const request = importOptions(files, options, kind);
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      if (kind === "guideline-pdf") {
        if (options.patientData === true) throw noPatientData();
        const found = await workbench.guidelines.import(onlyFile(paths), request.name, calls);
        reporter.result(guidelineResult(found), () => guidelineImportText(found, reporter));
        return;
      }
      const report = await workbench.datasets.import(paths, request, calls);
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

/** All files are of one kind: each is looked at before any is read. */
async function detectedKind(paths: readonly string[], options: Options): Promise<SourceKind> {
  const { createParserHost } = await import("../../main/parser-host/parser-host.ts");
  const { childParsers } = await import("../../main/parser-host/child-process.ts");
  const { detect } = createParserHost(childParsers());
  const chosen = COLUMN_ROLES.some((role) => options[`${role}Column`] !== undefined);
  const found: SourceKind[] = [];
  for (const path of paths) {
    const { kind, sure } = await detect(path, chosen);
    if (!sure) throw unknownKind("its contents do not say what it is");
    found.push(kind);
  }
  const [first = "csv", ...others] = found;
  if (others.some((kind) => kind !== first)) {
    throw unknownKind(`the files are of several kinds (${[...new Set(found)].join(", ")})`);
  }
  return first;
}

/** A guideline is one file: two have two contents lists. */
function onlyFile([first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  throw new UsageError("Import one guideline at a time.", { field: "FILE" });
}

function unknownKind(why: string): UsageError {
  return new UsageError(`--as is missing: ${why}.`, {
    field: "--as",
    hint: `Choose one of ${SOURCE_KINDS.join(", ")}, or look first with --preview.`,
  });
}

function checkName(name: string | undefined): void {
  if (name === undefined) return;
  const parsed = Name.safeParse(name);
  if (!parsed.success) {
    throw new UsageError(`--name is not valid: ${parsed.error.issues[0]?.message}.`, {
      field: "--name",
    });
  }
}

function importOptions(
  files: readonly string[],
  options: Options,
  kind: SourceKind,
): ImportOptions {
  const [first = ""] = files;
  const parsed = ImportOptionsSchema.safeParse({
    ...(options.patientData === true ? { patientData: true } : {}),
    name: options.name ?? datasetName(first),
    kind,
    mapping: mappingOf(options),
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path[0] === "mapping" ? `--${String(issue.path[1])}-column` : "--name";
  throw new UsageError(`${field} is not valid: ${issue?.message}.`, { field });
}

/** "medquad.jsonl.gz" is called medquad. */
function datasetName(file: string): string {
  const unpacked = basename(file).replace(/\.gz$/i, "");
  return basename(unpacked, extname(unpacked));
}

function noPatientData(): UsageError {
  return new UsageError("--patient-data cannot be given with a guideline.", {
    field: "--patient-data",
    hint: "A guideline has no rows to de-identify.",
  });
}
