import { type Settings, type SettingsChange, SettingsSchema } from "../shared/domain/settings.ts";
import type { Connection } from "./connection.ts";
import type { SettingsStore } from "./interfaces/index.ts";

export class SqlSettingsStore implements SettingsStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get(): Settings {
    const records = this.#connection.all<{ key: string; value: string }>("SELECT * FROM setting");
    const stored = Object.fromEntries(records.map(({ key, value }) => [key, JSON.parse(value)]));
    return SettingsSchema.parse(stored);
  }

  set(change: SettingsChange): Settings {
    this.#connection.requireCommand("settings.set");
    for (const [key, value] of Object.entries(change)) {
      if (value === undefined) continue;
      this.#connection.run(
        `INSERT INTO setting (key, value) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET value = excluded.value`,
        key,
        JSON.stringify(value),
      );
    }
    return this.get();
  }
}
