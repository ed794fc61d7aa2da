import type { DeidFigures } from "../../shared/domain/deid/figures.ts";
import {
  FIELDS,
  type Quarantine,
  type ReviewSpan,
  type SpanField,
} from "../../shared/domain/deid/quarantine.ts";
import { AppError } from "../../shared/errors.ts";
import type { IndexedRow, RowSpans, Store } from "../../store/interfaces/index.ts";
import type { CallOptions } from "./api/call.ts";
import type { RowComputer, TaggerFile } from "./compute-ports.ts";
import { type Confirmed, confirmQuarantine } from "./deid-confirm.ts";
import { checkedSpans } from "./deid-review.ts";
import { deidentifiedRow } from "./deid-row.ts";

export interface DeidParts {
  readonly store: Store;
  readonly computer: RowComputer;
  readonly tagger: () => TaggerFile;
  readonly figures: () => DeidFigures;
}

export interface ReviewDocument {
  readonly row: number;
  readonly text: string;
  readonly answer: string | null;
  readonly spans: readonly ReviewSpan[];
  readonly reviewed: boolean;
  /** Texts as they would leave quarantine now. */
  readonly replaced: { readonly text: string; readonly answer: string | null };
}

/** Finds what may identify a person in quarantined versions, and lets a person decide. */
export class DeidService {
  readonly #parts: DeidParts;

  constructor(parts: DeidParts) {
    this.#parts = parts;
  }

  list(): Quarantine[] {
    return this.#parts.store.quarantine.list();
  }

  get(reference: string): Quarantine {
    return this.#parts.store.quarantine.resolve(reference);
  }

  /** Null when the bundled figures are of another tagger than the one that is here. */
  figures(): DeidFigures | null {
    const figures = this.#parts.figures();
    return figures.taggerSha256 === this.#parts.tagger().sha256 ? figures : null;
  }

  /** Puts a version that was imported openly into quarantine after all. */
  quarantine(reference: string): Quarantine {
    const { store } = this.#parts;
    const version = store.datasets.resolve(reference);
    return store.command("deid.quarantine", (entry) => {
      store.quarantine.shut(version.hash);
      entry.about("dataset", version.datasetId, version.hash);
      return store.quarantine.resolve(version.hash);
    });
  }

  /** Searches every row. A search that was reviewed is thrown away only when `again` says so. */
  async search(reference: string, again: boolean, call: CallOptions = {}): Promise<Quarantine> {
    const { store, computer, tagger } = this.#parts;
    const found = store.quarantine.resolve(reference);
    requireOpen(found);
    if (found.counts.reviewed > 0 && !again) throw reviewedAlready(found);
    const { hash, datasetId, rows: total } = found.version;
    store.quarantine.clear(hash);
    const fields = fieldsOf(store.quarantine.rows(hash));
    const places: { row: number; field: SpanField }[] = [];
    const texts = (function* () {
      for (const { row, field, text } of fields) {
        places.push({ row, field });
        yield text;
      }
    })();
    let next = 0;
    await computer.findSpans(
      texts,
      total,
      (batch) => {
        const rows: RowSpans[] = [];
        for (const spans of batch) {
          const place = places[next];
          next += 1;
          if (place === undefined || spans.length === 0) continue;
          const { row, field } = place;
          rows.push({ row, spans: spans.map((span) => ({ ...span, field, accepted: null })) });
        }
        store.quarantine.found(hash, rows);
      },
      call,
    );
    return store.command("deid.search", (entry) => {
      store.quarantine.searched(hash, tagger().sha256);
      entry.about("dataset", datasetId, hash);
      return store.quarantine.resolve(hash);
    });
  }

  /** Rows with something to look at, and which of them were. */
  marked(reference: string): { row: number; spans: number; reviewed: boolean }[] {
    return this.#parts.store.quarantine.marked(this.get(reference).version.hash);
  }

  document(reference: string, row: number): ReviewDocument {
    const { hash } = this.get(reference).version;
    const { quarantine, sources } = this.#parts.store;
    const [record] = quarantine.rows(hash, row, row + 1);
    if (record === undefined) {
      throw new AppError("NOT_FOUND", `The dataset has no row ${row + 1}.`, { field: "row" });
    }
    const spans = quarantine.spans(hash, row, row + 1)[0]?.spans ?? [];
    const reviewed = quarantine.marked(hash).some((one) => one.row === row && one.reviewed);
    const { text, answer } = deidentifiedRow(record, spans, sources.pseudonymKey());
    const replaced = { text, answer };
    return { row, text: record.text, answer: record.answer, spans, reviewed, replaced };
  }

  /** A person has looked at the row: these are its spans, each with what they said of it. */
  review(reference: string, row: number, spans: readonly ReviewSpan[]): void {
    const found = this.get(reference);
    requireOpen(found);
    const { store } = this.#parts;
    const { hash, datasetId } = found.version;
    const [record] = store.quarantine.rows(hash, row, row + 1);
    if (record === undefined) {
      throw new AppError("NOT_FOUND", `The dataset has no row ${row + 1}.`, { field: "row" });
    }
    const checked = checkedSpans(record, spans);
    store.command("deid.review", (entry) => {
      store.quarantine.review(hash, { row, spans: checked });
      entry.about("dataset", datasetId, hash);
      entry.about("deidentification", `row ${row + 1}`);
    });
  }

  /** The one way out of quarantine. */
  async confirm(
    reference: string,
    acceptUnreviewed: boolean,
    call: CallOptions = {},
  ): Promise<Confirmed> {
    const found = this.get(reference);
    requireOpen(found);
    return await confirmQuarantine(this.#parts.store, found, acceptUnreviewed, call);
  }
}

function* fieldsOf(rows: Iterable<IndexedRow>) {
  for (const record of rows) {
    for (const field of FIELDS) {
      const text = record[field];
      if (text !== null) yield { row: record.index, field, text };
    }
  }
}

function requireOpen({ confirmedAt, version }: Quarantine): void {
  if (confirmedAt === null) return;
  throw new AppError("CONFLICT", `The de-identification of ${version.name} is confirmed already.`, {
    hint: "Import the file again under another name to begin anew.",
  });
}

function reviewedAlready({ version, counts }: Quarantine): AppError {
  return new AppError(
    "CONFLICT",
    `A person has reviewed ${counts.reviewed} rows of ${version.name}.`,
    {
      field: "--again",
      hint: "Searching again throws their decisions away. Say so (--again) if that is what you want.",
      details: { reviewed: counts.reviewed },
    },
  );
}
