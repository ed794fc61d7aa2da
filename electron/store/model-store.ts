import type { Model } from "../shared/domain/model.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { ModelDraft, ModelStore } from "./interfaces/index.ts";
import { newId } from "./new-id.ts";
import { hashPrefix, onlyMatch } from "./references.ts";

interface ModelRecord {
  id: string;
  name: string;
  hash: string;
  path: string;
  info: string;
  created_at: number;
  removed_at: number | null;
}

export class SqlModelStore implements ModelStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  add(draft: ModelDraft): Model {
    this.#connection.requireCommand("models.add");
    const present = this.#connection.get<ModelRecord>(
      "SELECT * FROM model WHERE name = ?",
      draft.name,
    );
    if (present === undefined) return this.#insert(draft);
    if (present.hash !== draft.hash && present.removed_at !== null) {
      this.#giveUpName(present);
      return this.#insert(draft);
    }
    if (present.hash !== draft.hash) {
      throw new AppError("CONFLICT", "This name belongs to a model with other weights.", {
        field: "--name",
        hint: "Choose another name.",
      });
    }
    // The same weights, perhaps moved to another folder.
    this.#connection.run(
      "UPDATE model SET path = ?, removed_at = NULL WHERE id = ?",
      draft.path,
      present.id,
    );
    return this.resolve(present.id);
  }

  list(): Model[] {
    return this.#connection
      .all<ModelRecord>("SELECT * FROM model WHERE removed_at IS NULL ORDER BY seq DESC")
      .map(toModel);
  }

  removed(): Model[] {
    return this.#connection
      .all<ModelRecord>(
        "SELECT * FROM model WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, seq DESC",
      )
      .map(toModel);
  }

  setRemoved(id: string, removed: boolean): Model {
    this.#connection.requireCommand("models.setRemoved");
    this.#connection.run(
      "UPDATE model SET removed_at = ? WHERE id = ?",
      removed ? this.#now() : null,
      id,
    );
    return this.resolve(id);
  }

  resolve(reference: string): Model {
    const named = this.#connection.get<ModelRecord>(
      "SELECT * FROM model WHERE id = ? OR (name = ? AND removed_at IS NULL)",
      reference,
      reference,
    );
    if (named !== undefined) return toModel(named);
    const prefix = hashPrefix(reference);
    const rows =
      prefix === null
        ? []
        : this.#connection.all<ModelRecord>(
            `SELECT * FROM model WHERE hash LIKE ? AND removed_at IS NULL
             ORDER BY seq DESC LIMIT 2`,
            prefix,
          );
    // Several names for the same weights are one match: the newest.
    const distinct = rows.filter((row, i) => i === 0 || row.hash !== rows[0]?.hash);
    return toModel(onlyMatch(distinct, "model", "--model"));
  }

  /** A removed model keeps its runs, but not a name that another one is given. */
  #giveUpName({ id, name }: ModelRecord): void {
    const other = `${name.slice(0, 170)} (removed, ${id})`;
    this.#connection.run("UPDATE model SET name = ? WHERE id = ?", other, id);
  }

  #insert(draft: ModelDraft): Model {
    const id = newId("model");
    this.#connection.run(
      "INSERT INTO model (id, name, hash, path, info, created_at) VALUES (?, ?, ?, ?, ?, ?)",
      id,
      draft.name,
      draft.hash,
      draft.path,
      JSON.stringify(draft.info),
      this.#now(),
    );
    return this.resolve(id);
  }
}

function toModel(record: ModelRecord): Model {
  return {
    id: record.id,
    name: record.name,
    hash: record.hash,
    path: record.path,
    info: JSON.parse(record.info),
    createdAt: record.created_at,
  };
}
