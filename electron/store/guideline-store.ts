import type {
  Guideline,
  GuidelineSummary,
  ShownCondition,
  ShownField,
} from "../shared/domain/guideline.ts";
import type { Connection } from "./connection.ts";
import { addGuideline } from "./guideline-add.ts";
import {
  type ConditionRecord,
  type FieldRecord,
  type GuidelineRecord,
  settledField,
  toCondition,
  toField,
  toSummary,
} from "./guideline-records.ts";
import type { GuidelineDraft, GuidelineStore, KeptPage } from "./interfaces/index.ts";
import { onlyMatch } from "./references.ts";

const FIELDS = `
  SELECT f.*, c.text AS correction, c.seq AS correction_seq FROM guideline_field f
  LEFT JOIN guideline_correction c ON c.seq = (
    SELECT max(n.seq) FROM guideline_correction n
    WHERE n.guideline_seq = f.guideline_seq AND n.condition_idx = f.condition_idx
      AND n.field_idx = f.idx)`;

export class SqlGuidelineStore implements GuidelineStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  list(): GuidelineSummary[] {
    return this.#records("ORDER BY seq DESC").map((record) => this.#summary(record));
  }

  resolve(reference: string): GuidelineSummary {
    return this.#summary(this.#record(reference));
  }

  ofFile(fileSha256: string): GuidelineSummary | null {
    const [record] = this.#records("WHERE file_sha256 = ?", fileSha256);
    return record === undefined ? null : this.#summary(record);
  }

  pathOf(id: string): string {
    return this.#record(id).path;
  }

  whole(id: string): Guideline {
    const record = this.#record(id);
    const fields = Map.groupBy(
      this.#connection.all<FieldRecord>(
        `${FIELDS} WHERE f.guideline_seq = ? ORDER BY f.condition_idx, f.idx`,
        record.seq,
      ),
      (field) => field.condition_idx,
    );
    return {
      title: record.title,
      pages: JSON.parse(record.pages),
      contents: JSON.parse(record.contents),
      conditions: this.#conditions(record.seq).map((condition) => ({
        ...toCondition(condition),
        fields: (fields.get(condition.idx) ?? []).map(settledField),
      })),
    };
  }

  condition(id: string, number: string): ShownCondition {
    const record = this.#conditionRecord(this.#record(id).seq, number);
    return { ...toCondition(record), fields: this.#fields(record) };
  }

  corrected(id: string): string[] {
    return this.#connection
      .all<{ number: string }>(
        `SELECT DISTINCT k.number FROM guideline_condition k
         JOIN (${FIELDS}) f ON f.guideline_seq = k.guideline_seq AND f.condition_idx = k.idx
         WHERE k.guideline_seq = ? AND f.correction IS NOT NULL ORDER BY k.idx`,
        this.#record(id).seq,
      )
      .map(({ number }) => number);
  }

  add(draft: GuidelineDraft): GuidelineSummary {
    this.#connection.requireCommand("guidelines.add");
    return this.resolve(addGuideline(this.#connection, draft, this.#now()));
  }

  correct(id: string, number: string, field: number, text: string | null): void {
    this.#connection.requireCommand("guidelines.correct");
    const condition = this.#conditionRecord(this.#record(id).seq, number);
    onlyMatch(this.#fields(condition).slice(field, field + 1), "field of this condition", "field");
    this.#connection.run(
      `INSERT INTO guideline_correction (guideline_seq, condition_idx, field_idx, text, corrected_at)
       VALUES (?, ?, ?, ?, ?)`,
      condition.guideline_seq,
      condition.idx,
      field,
      text,
      this.#now(),
    );
  }

  setDataset(id: string, datasetHash: string): void {
    this.#connection.requireCommand("guidelines.setDataset");
    this.#connection.run("UPDATE guideline SET dataset_hash = ? WHERE id = ?", datasetHash, id);
  }

  setPath(id: string, path: string): void {
    this.#connection.requireCommand("guidelines.setPath");
    this.#connection.run("UPDATE guideline SET path = ? WHERE id = ?", path, id);
  }

  keptPages(fileSha256: string, layoutVersion: number): KeptPage[] {
    return this.#connection.all<KeptPage>(
      `SELECT page, layout FROM guideline_page WHERE file_sha256 = ? AND layout_version = ?
       ORDER BY page`,
      fileSha256,
      layoutVersion,
    );
  }

  keepPages(fileSha256: string, layoutVersion: number, pages: readonly KeptPage[]): void {
    this.#connection.transaction(() => {
      for (const { page, layout } of pages) {
        this.#connection.run(
          `INSERT OR REPLACE INTO guideline_page (file_sha256, layout_version, page, layout)
           VALUES (?, ?, ?, ?)`,
          fileSha256,
          layoutVersion,
          page,
          layout,
        );
      }
    });
  }

  dropPages(fileSha256: string): void {
    this.#connection.run("DELETE FROM guideline_page WHERE file_sha256 = ?", fileSha256);
  }

  dropPagesExcept(fileSha256: string): void {
    this.#connection.run("DELETE FROM guideline_page WHERE file_sha256 <> ?", fileSha256);
  }

  #fields({ guideline_seq, idx }: ConditionRecord): ShownField[] {
    return this.#connection
      .all<FieldRecord>(
        `${FIELDS} WHERE f.guideline_seq = ? AND f.condition_idx = ? ORDER BY f.idx`,
        guideline_seq,
        idx,
      )
      .map(toField);
  }

  #conditions(seq: number): ConditionRecord[] {
    return this.#connection.all<ConditionRecord>(
      "SELECT * FROM guideline_condition WHERE guideline_seq = ? ORDER BY idx",
      seq,
    );
  }

  #conditionRecord(seq: number, number: string): ConditionRecord {
    const found = this.#connection.all<ConditionRecord>(
      "SELECT * FROM guideline_condition WHERE guideline_seq = ? AND number = ?",
      seq,
      number,
    );
    return onlyMatch(found, "condition", "number");
  }

  #records(rest: string, ...values: string[]): GuidelineRecord[] {
    return this.#connection.all<GuidelineRecord>(`SELECT * FROM guideline ${rest}`, ...values);
  }

  #record(reference: string): GuidelineRecord {
    const found = this.#records(
      "WHERE id = ? OR title = ? OR dataset_name = ? ORDER BY id = ? DESC, seq DESC LIMIT 1",
      reference,
      reference,
      reference,
      reference,
    );
    return onlyMatch(found, "guideline", "--guideline");
  }

  #summary(record: GuidelineRecord): GuidelineSummary {
    const counted = this.#connection.get<{ n: number }>(
      "SELECT count(*) AS n FROM guideline_condition WHERE guideline_seq = ?",
      record.seq,
    );
    return toSummary(record, counted?.n ?? 0);
  }
}
