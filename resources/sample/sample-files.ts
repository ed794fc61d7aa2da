import { makeSplits, type Order, SPLIT_NAMES } from "./splits.ts";
import { BANKS } from "./train-banks.ts";

function csvField(value: string): string {
  return /[",\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function toCsv(orders: readonly Order[]): string {
  const rows = orders.map(({ id, text, label }) => [id, text, label].map(csvField).join(","));
  return `${["id,text,label", ...rows].join("\n")}\n`;
}

/** Every generated file of this folder: relative path and content. */
export function sampleFiles(): Map<string, string> {
  const splits = makeSplits();
  const files = new Map<string, string>();
  for (const name of SPLIT_NAMES) files.set(`data/${name}.csv`, toCsv(splits[name]));
  const protocols = BANKS.map((bank) => bank.protocol);
  files.set("protocols.json", `${JSON.stringify(protocols, null, 2)}\n`);
  return files;
}
