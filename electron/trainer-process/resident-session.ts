import { z } from "zod";
import type { ModelInfo } from "../shared/domain/model-info.ts";
import type { DeviceSpec, NativeAddon, NativeSession } from "./addon-types.ts";

const MAX_ADAPTERS = 16;
const MAX_ROWS = 2048;
const KV_BUDGET_BYTES = 1 << 29;
const MAX_KV_TOKENS = 32_768;
const AdapterSchema = z.object({ id: z.number().int(), sha256: z.string() });
type Adapter = z.infer<typeof AdapterSchema>;

export interface ResidentSpec {
  modelDir: string;
  quantize: boolean;
  device: DeviceSpec;
}

/** KV cache capacity in tokens: what the work needs, at least one full context, within a budget. */
export function kvTokens(info: ModelInfo, needed: number): number {
  const bytesPerToken = info.layers * info.kvHeads * info.headDim * 2 * 4;
  const affordable = Math.floor(KV_BUDGET_BYTES / bytesPerToken);
  return Math.max(needed, Math.min(affordable, MAX_KV_TOKENS));
}

/** The one resident base. Requests on the same base, quantization and device share it. */
export class ResidentSession {
  readonly #addon: NativeAddon;
  #session: NativeSession | null = null;
  #key = "";
  #capacity = 0;
  #adapters = new Map<string, Adapter>();

  constructor(addon: NativeAddon) {
    this.#addon = addon;
  }

  open(spec: ResidentSpec, info: ModelInfo, neededTokens: number): NativeSession {
    const key = JSON.stringify([spec.modelDir, spec.quantize, spec.device]);
    if (this.#session !== null && this.#key === key && this.#capacity >= neededTokens) {
      return this.#session;
    }
    this.close();
    const maxTokens = kvTokens(info, neededTokens);
    const session = { modelDir: spec.modelDir, quantize: spec.quantize, ...spec.device };
    this.#session = new this.#addon.Session(
      JSON.stringify({ ...session, maxTokens, maxRows: MAX_ROWS }),
    );
    this.#key = key;
    this.#capacity = maxTokens;
    return this.#session;
  }

  /** Loads an adapter folder once. Checkpoint folders never change after they were renamed. */
  async adapter(session: NativeSession, folder: string | null): Promise<Adapter | null> {
    if (folder === null) return null;
    const known = this.#adapters.get(folder);
    if (known !== undefined) return known;
    const [oldest] = this.#adapters;
    if (oldest !== undefined && this.#adapters.size >= MAX_ADAPTERS) {
      session.removeAdapter(oldest[1].id);
      this.#adapters.delete(oldest[0]);
    }
    const adapter = AdapterSchema.parse(JSON.parse(await session.addAdapter(folder)));
    this.#adapters.set(folder, adapter);
    return adapter;
  }

  close(): void {
    this.#session?.close();
    this.#session = null;
    this.#adapters = new Map();
    this.#capacity = 0;
  }
}
