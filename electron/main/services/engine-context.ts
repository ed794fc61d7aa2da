import type { Store } from "../../store/interfaces/index.ts";
import type { TrainerClient } from "../trainer-host/protocol/client.ts";
import { type DeviceChoice, type Loose, withDefaults } from "./api/call.ts";

/** Content hashes that were computed before, by the fingerprint of the folder. */
export interface HashCache {
  get(fingerprint: string): string | null;
  set(fingerprint: string, hash: string): void;
}

/** What every service that needs the engine is given. */
export interface EngineContext {
  readonly store: Store;
  readonly trainer: TrainerClient;
  readonly home: { readonly root: string; readonly runs: string };
  readonly hashes: HashCache;
}

/** The device of a call: what was chosen, else what the settings say. */
export function deviceOf(context: EngineContext, chosen: Loose<DeviceChoice> = {}): DeviceChoice {
  const { backend, device, threads } = context.store.settings.get();
  return withDefaults({ backend, device, threads, deterministic: true }, chosen);
}
