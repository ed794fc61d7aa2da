import type { Command } from "commander";
import type { QuantizedCopy, TokenizerSummary } from "../../main/services/api/model.ts";
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
  addBundled(models, runVerb);
  addCheck(models, runVerb);
  addRemoval(models, runVerb);
  addCache(models, runVerb);
  const list = models.command("list").description("every registered base model");
  list.action(() =>
    runVerb.reading(list, async ({ workbench, reporter }) => {
      const found = workbench.models.list();
      reporter.result({ models: found }, () => modelsText(found, reporter));
    }),
  );
}

function addBundled(models: Command, runVerb: RunVerb): void {
  const bundled = models
    .command("add-bundled")
    .description("register the base that came with this program");
  bundled.action(() =>
    runVerb(bundled, async ({ workbench, reporter, calls }) => {
      const model = await workbench.models.addBundled(calls);
      const tokenizer = await workbench.models.tokenizer(model.id);
      reporter.result({ model, tokenizer }, () => modelText(model, tokenizer, reporter));
    }),
  );
}

function addCheck(models: Command, runVerb: RunVerb): void {
  const check = models
    .command("check")
    .description("what a folder or a registered model holds, and what stands in its way")
    .argument("<model>", "a folder (with a slash), or a registered model");
  check.action((model: string) =>
    runVerb.reading(check, async ({ workbench, reporter }) => {
      const { models: service } = workbench;
      const folder = /[\\/]/.test(model);
      const found = folder ? await service.inspect(personPath(model)) : await service.check(model);
      reporter.result(found, () =>
        found.problems.length === 0
          ? "Nothing stands in the way."
          : found.problems.map(({ what, fix }) => `${what}\n  ${fix}`).join("\n"),
      );
    }),
  );
}

function addRemoval(models: Command, runVerb: RunVerb): void {
  const remove = models
    .command("remove")
    .description("take a model out of the lists; its files stay, and so do its runs")
    .argument("<model>", "name, id or beginning of its hash");
  remove.action((reference: string) =>
    runVerb(remove, async ({ workbench, reporter }) => {
      const model = workbench.models.remove(reference);
      reporter.result({ model }, () => {
        return `Removed ${model.name}. Bring it back with: workbench models restore ${model.id}`;
      });
    }),
  );
  const restore = models
    .command("restore")
    .description("bring a removed model back")
    .argument("<id>", "its id");
  restore.action((id: string) =>
    runVerb(restore, async ({ workbench, reporter }) => {
      const model = workbench.models.restore(id);
      reporter.result({ model }, () => `Restored ${model.name}.`);
    }),
  );
}

function addCache(models: Command, runVerb: RunVerb): void {
  const cache = models
    .command("cache")
    .description("quantized copies of base models, which make the next load a short one")
    .option("--free", "delete them all; the next load quantizes again");
  cache.action((options: { free?: boolean }) => {
    const free = options.free === true;
    const run = free ? runVerb : runVerb.reading;
    return run(cache, async ({ workbench, reporter }) => {
      const copies = free
        ? await workbench.models.freeQuantizedCopies()
        : await workbench.models.quantizedCopies();
      reporter.result({ copies, freed: free }, () => copiesText(copies, free, reporter));
    });
  });
}

function copiesText(
  copies: readonly QuantizedCopy[],
  freed: boolean,
  { style, width }: Reporter,
): string {
  if (copies.length === 0) return "There are no quantized copies.";
  const total = bytes(copies.reduce((sum, copy) => sum + copy.bytes, 0));
  if (freed)
    return `Deleted ${copies.length === 1 ? "one copy" : `${copies.length} copies`}, ${total}.`;
  const rows = copies.map(({ model, settings, bytes: size, key }) => [
    model ?? "(unknown base)",
    settings || "(unfinished)",
    bytes(size),
    shortHash(key),
  ]);
  const columns = [
    { title: "Model", flexible: true },
    { title: "Setting" },
    { title: "On disk", align: "right" as const },
    { title: "Copy" },
  ];
  return `${table({ columns, rows, style, width })}\n${total} in all. Delete them with: workbench models cache --free`;
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
