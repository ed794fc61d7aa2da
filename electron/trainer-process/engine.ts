import type { Example } from "../main/trainer-host/protocol/methods.ts";
import type { NativeAddon } from "./addon-types.ts";
import { ModelCache } from "./model-cache.ts";
import { ResidentSession } from "./resident-session.ts";

/** What the handlers share: the addon, what was read, what is resident, rows waiting to train. */
export class Engine {
  readonly addon: NativeAddon;
  readonly models: ModelCache;
  readonly resident: ResidentSession;
  readonly staged: { train: Example[]; validation: Example[] } = { train: [], validation: [] };

  constructor(addon: NativeAddon) {
    this.addon = addon;
    this.models = new ModelCache(addon);
    this.resident = new ResidentSession(addon);
  }
}
