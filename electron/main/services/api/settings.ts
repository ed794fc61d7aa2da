import type { StorageReport } from "../../../shared/contract/settings.ts";
import type { Settings, SettingsChange } from "../../../shared/domain/settings.ts";

/** What the disk says of the home. */
export interface HomeStorage {
  /** For reading. */
  readonly place: string;
  disk(): { freeBytes: number; totalBytes: number };
  /** Bytes of all files under one part of the home. */
  bytesOf(part: "store" | "models" | "logs"): Promise<number>;
}

export interface SettingsService {
  get(): Settings;
  set(change: SettingsChange): Settings;
  storage(): Promise<StorageReport>;
}
