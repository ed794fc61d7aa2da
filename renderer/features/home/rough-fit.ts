/**
 * A word on what fits, for a first look: the VRAM budget page has the exact plan. 4-bit weights with
 * double quantization take 4.13 bits a parameter (QLoRA, Dettmers et al. 2023); a fifth is added for
 * embeddings and adapters, and a quarter of the memory is left for activations and other programs.
 */
const BYTES_PER_PARAMETER = (4.127 / 8) * 1.2;
const USABLE_SHARE = 0.75;
const CONTEXT_BYTES = 0.7 * 2 ** 30;

/** Sizes that models come in. */
const SIZES: readonly (readonly [number, string])[] = [
  [70e9, "70 billion"],
  [34e9, "34 billion"],
  [13e9, "13 billion"],
  [8e9, "8 billion"],
  [3e9, "3 billion"],
  [1e9, "1 billion"],
  [0.3e9, "300 million"],
];

/** The largest usual size that roughly fits, in words; null when hardly any does. */
export function roughFit(freeBytes: number): string | null {
  const parameters = (freeBytes * USABLE_SHARE - CONTEXT_BYTES) / BYTES_PER_PARAMETER;
  return SIZES.find(([size]) => parameters >= size)?.[1] ?? null;
}
