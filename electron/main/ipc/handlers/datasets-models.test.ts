// Datasets and models as the window asks for them: through the dispatcher, over a real workbench.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { handlerWindow } from "../../../../test/support/handler-window.ts";
import { makeTinyModel } from "../../../../test/support/tiny-model.ts";
import type { ImportReport } from "../../../shared/contract/datasets.ts";
import type { ListedModel } from "../../../shared/contract/models.ts";
import type { DatasetPreview } from "../../../shared/domain/dataset-preview.ts";

async function window() {
  const { folder, files, dispatcher } = await handlerWindow();
  /** The answer, which must say nothing of where things lie. */
  const ask = async <T>(domain: string, entry: string, input: unknown): Promise<T> => {
    const result = await dispatcher.call(domain, entry, input);
    expect(JSON.stringify(result)).not.toContain(folder);
    if (!result.ok) throw Object.assign(new Error(result.error.message), result.error);
    return result.value as T;
  };
  return { folder, files, ask };
}

it("a file is looked at, imported, divided, removed and restored", async () => {
  const { folder, files, ask } = await window();
  const path = join(folder, "orders.csv");
  const rows = Array.from({ length: 40 }, (_, i) => `note number ${i},${i % 2 ? "CT" : "MR"}`);
  writeFileSync(path, `befund,protocol\n${rows.join("\n")}\n,CT\n`);
  const { handle } = files.add(path);
  const preview = await ask<DatasetPreview>("datasets", "preview", { file: handle });
  expect(preview.mapping).toMatchObject({ text: "befund", label: "protocol" });
  expect(preview.read).toMatchObject({ rows: 40, rejects: 1, whole: true });
  const mapping = { ...preview.mapping, group: "-", id: "-", answer: "-", part: "-" };
  const options = { name: "orders", kind: preview.kind, mapping };
  const report = await ask<ImportReport>("datasets", "import", { files: [handle], options });
  expect(report).toMatchObject({ existing: false, version: { rows: 40, rejects: 1 } });
  const { hash } = report.version;
  const split = await ask("datasets", "previewSplit", { dataset: hash });
  expect(split).toMatchObject({ crossingGroups: 0, groups: 0, namedParts: 0 });
  expect(await ask("datasets", "rows", { dataset: hash, from: 39 })).toMatchObject({ total: 40 });
  await ask("datasets", "remove", { dataset: hash });
  expect(await ask("datasets", "list", {})).toEqual([]);
  expect(await ask("datasets", "removed", {})).toHaveLength(1);
  await ask("datasets", "restore", { dataset: hash });
  expect(await ask("datasets", "list", {})).toHaveLength(1);
});

it("a fault of the file comes in words, without its place", async () => {
  const { folder, files, ask } = await window();
  const path = join(folder, "broken.csv");
  writeFileSync(path, 'text\n"never closed');
  const { handle } = files.add(path);
  const asked = ask("datasets", "preview", { file: handle });
  await expect(asked).rejects.toMatchObject({ code: "INVALID_INPUT", message: /not closed/ });
  const gone = ask("datasets", "preview", { file: files.add(`${path}.gone`).handle });
  await expect(gone).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("a model folder is looked at, registered, checked, removed and restored", async () => {
  const { folder, files, ask } = await window();
  const { handle } = files.add(await makeTinyModel(join(folder, "tiny-llama")));
  const seen = await ask("models", "inspect", { folder: handle });
  expect(seen).toMatchObject({ suggestedName: "tiny-llama", problems: [] });
  const model = await ask<ListedModel>("models", "add", { folder: handle, name: "tiny" });
  expect(model).toMatchObject({ name: "tiny", folder: "tiny-llama", bundled: false });
  expect(await ask("models", "check", { model: model.id })).toMatchObject({ problems: [] });
  await ask("models", "remove", { model: model.id });
  expect(await ask("models", "list", {})).toEqual([]);
  await ask("models", "restore", { model: model.id });
  expect(await ask("models", "list", {})).toHaveLength(1);
});

it("the bundled base is one call away, and stays one model", async () => {
  const { ask } = await window();
  const first = await ask<ListedModel>("models", "addBundled", {});
  expect(first).toMatchObject({ bundled: true, info: { architecture: "LlamaForCausalLM" } });
  expect((await ask<ListedModel>("models", "addBundled", {})).id).toBe(first.id);
  expect(await ask("models", "list", {})).toHaveLength(1);
});
