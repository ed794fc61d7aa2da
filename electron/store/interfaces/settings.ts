import type { Settings, SettingsChange } from "../../shared/domain/settings.ts";

export interface SettingsStore {
  get(): Settings;
  /** Command. What is not named stays as it is. */
  set(change: SettingsChange): Settings;
}
