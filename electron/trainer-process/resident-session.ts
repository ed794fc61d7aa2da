import { z } from "zod";
import type { ModelInfo } from "../shared/domain/model-info.ts";
import type { DeviceSpec, NativeAddon, NativeSession, QuantizedCache } from "./addon-types.ts";

const MAX_ADAPTERS = 16;
const MIN_ROWS = 2048;
const AdapterSchema = z.object({ id: z.number().int(), sha256: z.string() });
type Adapter = z.infer<typeof AdapterSchema>;

export interface ResidentSpec {
  modelDir: string;
  quantize: boolean;
  quantizedCache?: QuantizedCache | undefined;
  device: DeviceSpec;
}

/** What a request needs of the session: rows of one pass, KV cache over all its sequences. */
export interface Capacity {
  rows: number;
  kvTokens: number;
}

/** Rounded up to powers of two, so that requests a little larger do not load the base again. */
function roundedUp(need: number, atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(need, atLeast)));
}

/** The one resident base. Requests on the same base, quantization and device share it. */
export class ResidentSession {
  readonly #addon: NativeAddon;
  #session: NativeSession | null = null;
  #key = "";
  #capacity: Capacity = { rows: 0, kvTokens: 0 };
  #adapters = new Map<string, Adapter>();

  constructor(addon: NativeAddon) {
    this.#addon = addon;
  }

  /** `onNotice` hears what a person should know of the loading. */
  open(
    spec: ResidentSpec,
    info: ModelInfo,
    need: Capacity,
    onNotice: (message: string) => void = () => {},
  ): NativeSession {
    const { modelDir, quantize, quantizedCache, device } = spec;
    const key = JSON.stringify([modelDir, quantize, device]);
    const { rows, kvTokens } = this.#capacity;
    const fits = this.#key === key && rows >= need.rows && kvTokens >= need.kvTokens;
    if (this.#session !== null && fits) return this.#session;
    // Kept as large as it was: requests of both kinds take turns on one base.
    const grown = this.#key === key ? this.#capacity : { rows: 0, kvTokens: 0 };
    this.close();
    const maxRows = roundedUp(Math.max(need.rows, grown.rows), MIN_ROWS);
    const wanted = Math.max(need.kvTokens, grown.kvTokens);
    const maxTokens = wanted <= 1 ? 1 : roundedUp(wanted, Math.min(info.contextLength, 4096));
    this.#session = new this.#addon.Session(
      JSON.stringify({ modelDir, quantize, quantizedCache, ...device, maxTokens, maxRows }),
    );
    for (const message of this.#session.loadNotices()) onNotice(message);
    this.#key = key;
    this.#capacity = { rows: maxRows, kvTokens: maxTokens };
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
    this.#key = "";
    this.#adapters = new Map();
    this.#capacity = { rows: 0, kvTokens: 0 };
  }
}
