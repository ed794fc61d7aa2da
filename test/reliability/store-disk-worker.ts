// What store-disk.test.ts does inside a mount namespace. One line per finding.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openHome } from "../../electron/main/open-home.ts";
import { DatasetService } from "../../electron/main/services/dataset-service.ts";
import { parseDocument } from "../../electron/parsers/parse-document.ts";
import { ImportOptionsSchema } from "../../electron/shared/contract/datasets.ts";
import { toAppError } from "../../electron/shared/errors.ts";
import type { Store } from "../../electron/store/interfaces/index.ts";
import { addDataset, row } from "../support/store-rows.ts";

const [root = "", job = ""] = process.argv.slice(2);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const open = () => openHome({ root, passphrase: null, mode: "write" });

const jobs: Readonly<Record<string, () => void | Promise<void>>> = {
  nothing: () => say("nothing"),
  fill,
  prepare: () => {
    const home = open();
    addDataset(home.store, "notes", [row("1", "a note")]);
    home.close();
    say("prepared");
  },
  open: () => {
    try {
      open();
      say("opened");
    } catch (error) {
      const { code, field } = toAppError(error);
      say(`fault: ${code} ${field}`);
    }
  },
};
await jobs[job]?.();

async function fill(): Promise<void> {
  let home = open();
  const ballast = join(root, "ballast");
  writeFileSync(ballast, new Uint8Array(1 << 20));
  const stored = storeUntilFull(home.store);
  const input = join(root, "../disk-input.csv");
  writeFileSync(input, `text\n${"a note of some length\n".repeat(5000)}`);
  const importing = new DatasetService(home.store, parseDocument);
  const options = ImportOptionsSchema.parse({ name: "big", kind: "csv" });
  await importing.import([input], options).then(
    () => say("import: no fault"),
    (error) => say(`import: ${toAppError(error).code}`),
  );
  rmSync(input);
  home.close();
  home = open();
  const versions = home.store.datasets.list();
  const whole = versions.every(
    ({ hash, rows }) => [...home.store.datasets.rows(hash)].length === rows,
  );
  say(`all stored rows are there: ${whole && versions.length === stored}`);
  say(`store ok: ${home.store.verify().ok}`);
  say(`audit ok: ${home.store.audit.verify().ok}`);
  rmSync(ballast);
  addDataset(home.store, "after", [row("1", "there is room again")]);
  say(`works again: ${home.store.datasets.list().length === stored + 1}`);
  home.close();
}

/** Adds versions until the disk is full; returns how many the store has promised to keep. */
function storeUntilFull(store: Store): number {
  for (let stored = 0; ; stored += 1) {
    const rows = Array.from({ length: 20 }, (_, i) => row(`${i + 1}`, `note ${stored} ${i}`));
    try {
      addDataset(store, `set ${stored}`, rows);
    } catch (error) {
      say(`stored some: ${stored > 3}`);
      say(`fault: ${toAppError(error).code}`);
      return stored;
    }
  }
}
