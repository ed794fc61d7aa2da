import type { Settings } from "../../shared/domain/settings.ts";

export interface SettingsStore {
  get(): Settings;
  /** Command. */
  set(settings: Settings): Settings;
}
