import { createHash } from "node:crypto";
import { ImportTally } from "../../electron/main/services/dataset-service-tally.ts";
import type { Store } from "../../electron/store/interfaces/index.ts";

export interface GivenRow {
  readonly text: string;
  readonly label?: string;
  readonly group?: string;
}

/** Puts rows into a store as an import would; returns the hash of their version. */
export function storeRows(
  store: Store,
  name: string,
  given: readonly GivenRow[],
  quarantined: boolean,
): string {
  const rows = given.map(({ text, label, group }, i) => ({
    id: `r${i + 1}`,
    text,
    label: label ?? null,
    group: group ?? null,
    answer: null,
    part: null,
    sourceRow: i + 2,
  }));
  const staged = store.datasets.stage();
  staged.add(rows);
  const tally = new ImportTally(createHash("sha256"));
  for (const row of rows) tally.add(row);
  return store.command("datasets.import", () => {
    const facts = { name, kind: "csv", ...tally.facts(), quarantined } as const;
    return store.datasets.commit(staged, facts).version.hash;
  });
}
