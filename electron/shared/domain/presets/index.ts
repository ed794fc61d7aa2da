import { bestQuality } from "./best-quality.ts";
import type { Preset, PresetId } from "./facts.ts";
import { quickLook } from "./quick-look.ts";
import { recommended } from "./recommended.ts";
import { sample } from "./sample.ts";

/** In the order they are offered. */
export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  "quick-look": quickLook,
  recommended,
  "best-quality": bestQuality,
  sample,
};
