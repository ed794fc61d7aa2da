import type { Command } from "commander";
import type { TokenizerSummary } from "../../main/services/api/model.ts";
import type { Model } from "../../shared/domain/model.ts";
import { personPath } from "../options/paths.ts";
import { bytes, count, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";
import type { RunVerb } from "../run-verb.ts";

export function addModels(program: Command, runVerb: RunVerb): void {
  const models = program.command("models").description("base models: register a folder, list them");
  const add = models
    .command("add")
    .description("register a Hugging Face folder (config.json, *.safetensors, tokenizer.json)")
    .argument("<dir>", "the folder; its files stay where they are")
    .option("--name <name>", "name to call it by (else the folder's)");
  add.action((directory: string, options: { name?: string }) =>
    runVerb(add, async ({ workbench, reporter, calls }) => {
      const model = await workbench.models.add(personPath(directory), options.name, calls);
      const tokenizer = await workbench.models.tokenizer(model.id);
      reporter.result({ model, tokenizer }, () => modelText(model, tokenizer, reporter));
    }),
  );
  const list = models.command("list").description("every registered base model");
  list.action(() =>
    runVerb.reading(list, async ({ workbench, reporter }) => {
      const found = workbench.models.list();
      reporter.result({ models: found }, () => modelsText(found, reporter));
    }),
  );
}

function modelText(model: Model, tokenizer: TokenizerSummary, { style }: Reporter): string {
  const { info } = model;
  return pairs(
    [
      ["Model", `${model.name} (${model.id})`],
      ["Architecture", `${info.architecture}, ${count(info.parameters)} parameters`],
      ["Layers", `${info.layers} of ${info.hiddenSize}, ${info.heads} heads`],
      ["Context", `${count(info.contextLength)} tokens`],
      ["Vocabulary", `${count(info.vocabularySize)}, tokenizer ${count(tokenizer.vocabularySize)}`],
      ["Chat template", tokenizer.hasChatTemplate ? "yes" : "no"],
      ["On disk", `${bytes(info.bytesOnDisk)} (${info.dtype}), ${bytes(info.nf4Bytes)} as NF4`],
      ["Weights", shortHash(model.hash)],
    ],
    style,
  );
}

function modelsText(models: readonly Model[], { style, width }: Reporter): string {
  if (models.length === 0)
    return "No base model yet. Register one with `workbench models add DIR`.";
  return table({
    columns: [
      { title: "Model", flexible: true },
      { title: "Id" },
      { title: "Architecture" },
      { title: "Parameters", align: "right" },
      { title: "Context", align: "right" },
      { title: "On disk", align: "right" },
      { title: "Weights" },
    ],
    rows: models.map((model) => [
      model.name,
      model.id,
      model.info.architecture,
      count(model.info.parameters),
      count(model.info.contextLength),
      bytes(model.info.bytesOnDisk),
      shortHash(model.hash),
    ]),
    style,
    width,
  });
}
