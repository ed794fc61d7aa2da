import type { SynthesisOutcome } from "../../shared/contract/preparation.ts";
import { MAX_LABEL_CHARS } from "../../shared/domain/bounds.ts";
import type { ColumnMapping, DatasetRow, Reject } from "../../shared/domain/dataset.ts";
import { cleanLabel } from "../../shared/domain/label.ts";
import { type Case, factsOf } from "../../shared/domain/synthesis/case.ts";
import {
  type SynthesisConfig,
  SynthesisConfigSchema,
} from "../../shared/domain/synthesis/config.ts";
import { writeNote } from "../../shared/domain/synthesis/write-note.ts";
import { AppError } from "../../shared/errors.ts";
import type { Store } from "../../store/interfaces/index.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import { schemaFault } from "./checked-input.ts";
import { writeDerived } from "./derived-version.ts";
import type { InputTable, OpenTable } from "./label-ports.ts";

const MAX_CASES = 20_000;
const SHOWN_REJECTS = 100;
const MAPPING: ColumnMapping = {
  text: "note",
  label: "label",
  group: "case",
  id: "note number",
  answer: "answer",
  part: null,
};

interface Cases {
  readonly cases: Case[];
  readonly rejects: Reject[];
  rejected: number;
}

/** Writes notes from descriptions of cases, by templates: the same seed gives the same notes. */
export class SynthesisService {
  readonly #store: Store;
  readonly #openTable: OpenTable;

  constructor(store: Store, openTable: OpenTable) {
    this.#store = store;
    this.#openTable = openTable;
  }

  async synthesize(
    path: string,
    name: string,
    input: Partial<SynthesisConfig>,
    call: CallOptions = {},
  ): Promise<SynthesisOutcome> {
    const parsed = SynthesisConfigSchema.safeParse(input);
    if (!parsed.success) throw schemaFault(parsed.error);
    const config = parsed.data;
    const found = await this.#readCases(path, call);
    const tally = { notes: 0, equal: 0 };
    const { seed, count, styles } = config;
    const { version } = await writeDerived(
      this.#store,
      {
        name,
        kind: "synthetic",
        mapping: MAPPING,
        derivation: {
          method: "synthesize",
          parentHash: null,
          settings: { seed, count, styles: styles.join(", "), cases: found.cases.length },
        },
        action: "preparation.synthesize",
        phase: "writing notes",
        total: count,
      },
      notes(found.cases, config, tally),
      call,
    );
    const { rejected, rejects } = found;
    return { version, report: { cases: found.cases.length, ...tally, rejected, rejects } };
  }

  async #readCases(path: string, { signal }: CallOptions): Promise<Cases> {
    const table = await this.#openTable(path, "complaint");
    const found: Cases = { cases: [], rejects: [], rejected: 0 };
    let row = 0;
    for await (const record of table.records) {
      row += 1;
      throwIfCancelled(signal, "Reading the cases");
      const one = record.text === null ? null : caseOf(table, record.cells, row);
      if (one !== null) found.cases.push(one);
      else {
        found.rejected += 1;
        const reason = (record.problem || "label: too long").replace(/^text:/, "complaint:");
        if (found.rejects.length < SHOWN_REJECTS) {
          found.rejects.push({ file: 0, sourceRow: row, reason });
        }
      }
      if (found.cases.length > MAX_CASES) {
        throw new AppError("TOO_LARGE", `The file has more than ${MAX_CASES} cases.`, {
          field: "--cases",
          hint: "Split it, and write the notes of each piece under its own name.",
        });
      }
    }
    if (found.cases.length > 0) return found;
    throw new AppError("INVALID_INPUT", "The file holds no case that can be used.", {
      field: "--cases",
      hint: "A case needs a complaint; age, sex, history, exam, diagnosis and others may follow.",
      path,
    });
  }
}

/** Null: its label is longer than a label may be. */
function caseOf({ headers }: InputTable, cells: readonly string[], row: number): Case | null {
  const columns: Record<string, string> = {};
  for (const [at, header] of headers.entries()) {
    columns[
      header
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, "_")
    ] = cells[at] ?? "";
  }
  const label = cleanLabel(columns.label ?? columns.protocol ?? "");
  if (label.length > MAX_LABEL_CHARS) return null;
  const name = (columns.id ?? columns.case ?? "").trim().slice(0, 200);
  const answer = (columns.answer ?? "").trim();
  return {
    name: name === "" ? `case ${row}` : name,
    facts: factsOf(columns),
    label: label === "" ? null : label,
    answer: answer === "" ? null : answer,
    sourceRow: row,
  };
}

/** Case by case, then the next style: every case has its share however few notes are asked for. */
function* notes(
  cases: readonly Case[],
  { count, styles, seed }: SynthesisConfig,
  tally: { notes: number; equal: number },
): Generator<DatasetRow> {
  const written = new Set<string>();
  for (let number = 0; number < count; number += 1) {
    const one = cases[number % cases.length];
    const style = styles[Math.floor(number / cases.length) % styles.length];
    if (one === undefined || style === undefined) return;
    const note = writeNote(one, style, seed, number, written);
    if (note === null) tally.equal += 1;
    else {
      tally.notes += 1;
      yield note;
    }
  }
}
