import type { Command } from "commander";
import { addDatasetOptions, datasetOf } from "../options/dataset.ts";
import { decimal } from "../options/parse.ts";
import { personPath } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import {
  codesText,
  conceptsText,
  expandedText,
  normalisedText,
  terminologiesText,
} from "../views/terminology.ts";

export function addTerminology(program: Command, runVerb: RunVerb): void {
  const terminology = program
    .command("terminology")
    .description("abbreviations, codes, and the terminologies you have a licence for");
  addImports(terminology, runVerb);
  addLooks(terminology, runVerb);
  addNormalise(terminology, runVerb);
}

function addImports(terminology: Command, runVerb: RunVerb): void {
  const umls = terminology
    .command("import-umls")
    .description("read MRCONSO.RRF of your UMLS release: English names, into the encrypted store")
    .argument("<mrconso>", "MRCONSO.RRF, also inside gzip")
    .option("--mrsty <file>", "MRSTY.RRF, for the semantic types")
    .option("--name <name>", "how to call it, such as the release", "UMLS")
    .action(async (mrconso: string, options: { mrsty?: string; name: string }) => {
      await runVerb(umls, async ({ workbench, reporter, calls }) => {
        const mrsty = options.mrsty === undefined ? undefined : personPath(options.mrsty);
        const files = { mrconso: personPath(mrconso), mrsty };
        const found = await workbench.terminology.importUmls(files, options.name, calls);
        reporter.result(found, () => terminologiesText([found], reporter));
      });
    });
  const codes = terminology
    .command("import-codes")
    .description("read a list of ICD-10 codes: code and name, a line each")
    .argument("<file>", "text, CSV or TSV, also inside gzip")
    .option("--name <name>", "how to call it, such as the edition", "ICD-10")
    .action(async (file: string, options: { name: string }) => {
      await runVerb(codes, async ({ workbench, reporter, calls }) => {
        const path = personPath(file);
        const found = await workbench.terminology.importCodes(path, options.name, calls);
        reporter.result(found, () => terminologiesText([found], reporter));
      });
    });
  const remove = terminology
    .command("remove")
    .description("take an imported terminology out of use")
    .argument("<kind>", "umls or icd10")
    .action(async (kind: string) => {
      if (kind !== "umls" && kind !== "icd10") {
        throw new UsageError("Expected umls or icd10.", { field: "kind" });
      }
      await runVerb(remove, async ({ workbench, reporter }) => {
        workbench.terminology.remove(kind);
        reporter.result({ removed: kind }, () => `Removed ${kind}.`);
      });
    });
}

function addLooks(terminology: Command, runVerb: RunVerb): void {
  const list = terminology
    .command("list")
    .description("the terminologies that were imported")
    .action(async () => {
      await runVerb.reading(list, async ({ workbench, reporter }) => {
        const terminologies = workbench.terminology.list();
        reporter.result({ terminologies }, () => terminologiesText(terminologies, reporter));
      });
    });
  const find = terminology
    .command("find")
    .description("concepts of the imported UMLS release with this name")
    .argument("<term...>")
    .action(async (words: string[]) => {
      await runVerb.reading(find, async ({ workbench, reporter }) => {
        const concepts = workbench.terminology.lookup(words.join(" "));
        reporter.result({ concepts }, () => conceptsText(concepts, reporter));
      });
    });
  const check = terminology
    .command("check-codes")
    .description("whether ICD-10 codes can exist, and do in your imported list")
    .argument("<code...>")
    .action(async (asked: string[]) => {
      await runVerb.reading(check, async ({ workbench, reporter }) => {
        const codes = workbench.terminology.checkCodes(asked);
        reporter.result({ codes }, () => codesText(codes, reporter));
      });
    });
  const expand = terminology
    .command("expand")
    .description("a text with its abbreviations written out, as far as the words around decide")
    .argument("<text...>")
    .option("--threshold <share>", "how sure it must be (0.8)", decimal)
    .action(async (words: string[], options: { threshold?: number }) => {
      await runVerb.reading(expand, async ({ workbench, reporter }) => {
        const found = workbench.terminology.expand(words.join(" "), options.threshold);
        reporter.result(found, () => expandedText(found, reporter));
      });
    });
}

interface NormaliseOptions {
  dataset?: string;
  name?: string;
  threshold?: number;
  synonyms?: true;
}

function addNormalise(terminology: Command, runVerb: RunVerb): void {
  const normalise = terminology
    .command("normalise")
    .description("the texts of a dataset with abbreviations written out, as a new dataset")
    .option("--name <name>", 'name of the new dataset (else the old one\'s with "normalised")')
    .option("--threshold <share>", "how sure it must be (0.8)", decimal)
    .option("--synonyms", "words of one meaning become one word too");
  addDatasetOptions(normalise);
  normalise.action(async (argument: string | undefined, options: NormaliseOptions) => {
    const dataset = datasetOf(argument, options.dataset);
    if (dataset === null) {
      throw new UsageError("--dataset is missing: what to normalise.", { field: "--dataset" });
    }
    const { name, threshold, synonyms } = options;
    await runVerb(normalise, async ({ workbench, reporter, calls }) => {
      const request = { dataset, name, threshold, synonyms: synonyms === true };
      const outcome = await workbench.terminology.normalise(request, calls);
      reporter.result(outcome, () => normalisedText(outcome, reporter));
    });
  });
}
