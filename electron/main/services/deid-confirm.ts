import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import type { DatasetRow, DatasetVersion } from "../../shared/domain/dataset.ts";
import type { Quarantine } from "../../shared/domain/deid/quarantine.ts";
import { AppError } from "../../shared/errors.ts";
import type { Store } from "../../store/interfaces/index.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import { ImportTally } from "./dataset-service-tally.ts";
import { deidentifiedRow } from "./deid-row.ts";

const PAGE = 200;

export interface Confirmed {
  readonly quarantine: Quarantine;
  /** What may be used from now on. */
  readonly version: DatasetVersion;
}

/** Makes the version that may leave: every span replaced but those a person let stand. */
export async function confirmQuarantine(
  store: Store,
  found: Quarantine,
  acceptUnreviewed: boolean,
  { onProgress, signal }: CallOptions,
): Promise<Confirmed> {
  const { version, counts, searchedAt } = found;
  if (searchedAt === null) {
    throw new AppError("CONFLICT", `${version.name} was not searched for identifiers yet.`, {
      hint: "Search it first, then look at what was found.",
    });
  }
  const unreviewed = counts.rows - counts.reviewed;
  if (unreviewed > 0 && !acceptUnreviewed) throw notReviewed(found, unreviewed);
  const staged = store.datasets.stage();
  try {
    const tally = new ImportTally(createHash("sha256"));
    tally.mapping = version.mapping;
    const secret = store.sources.pseudonymKey();
    for (let from = 0; from < version.rows; from += PAGE) {
      throwIfCancelled(signal, "The confirmation");
      const rows = page(store, version.hash, from, secret);
      for (const row of rows) tally.add(row);
      staged.add(rows);
      onProgress?.({ phase: "replacing", done: from + rows.length, total: version.rows });
      await breathe();
    }
    return store.command("deid.confirm", (entry) => {
      const { version: result } = store.datasets.commit(staged, {
        name: version.name,
        kind: version.kind,
        derivation: {
          method: "deidentify",
          parentHash: version.hash,
          settings: {
            reviewed: counts.reviewed,
            rows: counts.rows,
            tagger: found.taggerSha256 ?? "",
          },
        },
        ...tally.facts(),
      });
      if (store.quarantine.holds(result.hash)) throw unchanged(version.name);
      const quarantine = store.quarantine.confirm(version.hash, result.hash);
      entry.about("dataset", version.datasetId, version.hash);
      entry.about("dataset", result.datasetId, result.hash);
      for (const line of auditLines(found)) entry.about("deidentification", line);
      return { quarantine, version: result };
    });
  } catch (error) {
    staged.discard();
    throw error;
  }
}

function page(store: Store, hash: string, from: number, secret: string): DatasetRow[] {
  const spans = new Map(
    store.quarantine.spans(hash, from, from + PAGE).map((row) => [row.row, row.spans]),
  );
  return Array.from(store.quarantine.rows(hash, from, from + PAGE), ({ index, ...row }) =>
    deidentifiedRow(row, spans.get(index) ?? [], secret),
  );
}

/** Counts alone: what was found is never written down outside its row. */
function auditLines({ counts }: Quarantine): string[] {
  const { rows, reviewed, classes } = counts;
  return [
    `${reviewed} of ${rows} rows reviewed`,
    ...classes.map(({ class: name, found, rejected, added }) => {
      return `${name}: ${found} spans, ${rejected} let stand, ${added} added by hand`;
    }),
  ];
}

function notReviewed({ version, counts }: Quarantine, unreviewed: number): AppError {
  return new AppError(
    "CONFLICT",
    `Nobody has looked at ${unreviewed} of ${counts.rows} rows of ${version.name}.`,
    {
      field: "--accept-unreviewed",
      hint: "Review them, or confirm knowing that what the search missed there stays in the text.",
      details: { unreviewed, rows: counts.rows },
    },
  );
}

function unchanged(name: string): AppError {
  return new AppError("CONFLICT", `The result of ${name} is itself in quarantine.`, {
    hint: "Its rows were imported as patient data before.",
  });
}
