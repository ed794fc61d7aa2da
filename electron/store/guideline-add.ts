import type { Connection } from "./connection.ts";
import type { GuidelineDraft } from "./interfaces/index.ts";
import { newId } from "./new-id.ts";

/** Writes the whole structure; returns the new id. */
export function addGuideline(connection: Connection, draft: GuidelineDraft, now: number): string {
  const { guideline, path, fileSha256, datasetName, datasetHash } = draft;
  const id = newId("guide");
  const { rowId } = connection.run(
    `INSERT INTO guideline (id, title, path, file_sha256, pages, contents, dataset_name,
       dataset_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    guideline.title,
    path,
    fileSha256,
    JSON.stringify(guideline.pages),
    JSON.stringify(guideline.contents),
    datasetName,
    datasetHash,
    now,
  );
  for (const [at, condition] of guideline.conditions.entries()) {
    const { number, title, fields, ...facts } = condition;
    connection.run(
      `INSERT INTO guideline_condition (guideline_seq, idx, number, title, facts)
       VALUES (?, ?, ?, ?, ?)`,
      rowId,
      at,
      number,
      title,
      JSON.stringify(facts),
    );
    for (const [place, field] of fields.entries()) {
      const { kind, title: heading, text, ...where } = field;
      connection.run(
        `INSERT INTO guideline_field (guideline_seq, condition_idx, idx, kind, title, text, facts)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        rowId,
        at,
        place,
        kind,
        heading,
        text,
        JSON.stringify(where),
      );
    }
  }
  return id;
}
