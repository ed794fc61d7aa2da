/**
 * The same program with a smaller sample: fewer orders and one pass over them, so that the whole
 * main job takes seconds. Nothing but the bundled data differs.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../../tools/bootstrap/paths.mjs";

const ROWS = { train: 480, validation: 40, test: 60 };
const EPOCHS = 1;

export interface QuickProgram {
  /** For launch({ app }). */
  readonly folder: string;
  readonly remove: () => void;
}

export function makeQuickProgram(): QuickProgram {
  const folder = mkdtempSync(join(tmpdir(), "differential-quick-"));
  for (const name of ["out", "resources", "package.json", "NOTICE", "LICENSE"]) {
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  }
  for (const name of ["node_modules", "build"])
    symlinkSync(join(repository, name), join(folder, name));
  const sample = join(folder, "resources", "sample");
  mkdirSync(join(sample, "data"), { recursive: true });
  for (const [part, rows] of Object.entries(ROWS))
    shorten(join(sample, "data", `${part}.csv`), rows);
  const config = join(sample, "run.json");
  const run = JSON.parse(readFileSync(config, "utf8")) as object;
  writeFileSync(config, JSON.stringify({ ...run, epochs: EPOCHS }));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Keeps the header and rows from all over the file: its labels may come in order. */
function shorten(path: string, rows: number): void {
  const [header = "", ...all] = readFileSync(path, "utf8").trimEnd().split("\n");
  if (all.length < rows) throw new Error(`${path} has ${all.length} rows, fewer than ${rows}`);
  const kept = Array.from({ length: rows }, (_, i) => all[Math.floor((i * all.length) / rows)]);
  writeFileSync(path, `${[header, ...kept].join("\n")}\n`);
}
