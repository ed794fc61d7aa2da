// The trained tagger: weights of hashed features, and which words are common in clinical text.

/** What a token is. Outside, a person's name, a place, a street address, an organisation. */
export const TAGS = ["O", "NAME", "PLACE", "ADDRESS", "ORG"] as const;
export type Tag = (typeof TAGS)[number];

export const FEATURE_BITS = 17;
const FEATURES = 1 << FEATURE_BITS;
const MAGIC = 0x31_54_44_44; // "DDT1", little-endian
const HEADER = 5;

export interface TaggerModel {
  /** FEATURES x TAGS, as trained; divided by a common factor that does not matter. */
  readonly weights: Int8Array;
  /** Hashes of words often written small, ascending. */
  readonly common: Uint32Array;
  /** Hashes of words often written large in mid-sentence without being a name, ascending. */
  readonly terms: Uint32Array;
}

/** FNV-1a over UTF-16 units, finished so that its low bits may be taken alone. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export function contains(sorted: Uint32Array, hash: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < hash) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === hash;
}

/** Little-endian: magic, feature bits, tags, two list lengths, the lists, the weights. */
export function encodeModel({ weights, common, terms }: TaggerModel): Uint8Array {
  const bytes = new Uint8Array((HEADER + common.length + terms.length) * 4 + weights.length);
  const view = new DataView(bytes.buffer);
  const words = [MAGIC, FEATURE_BITS, TAGS.length, common.length, terms.length];
  for (const [i, word] of [...words, ...common, ...terms].entries()) {
    view.setUint32(i * 4, word, true);
  }
  bytes.set(
    new Uint8Array(weights.buffer, weights.byteOffset, weights.length),
    (HEADER + common.length + terms.length) * 4,
  );
  return bytes;
}

/** Throws RangeError when the bytes are not a model of this program. */
export function decodeModel(bytes: Uint8Array): TaggerModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (i: number) => view.getUint32(i * 4, true);
  if (bytes.length < HEADER * 4) throw new RangeError("the tagger's file is cut short");
  const [magic, bits, tags, common, terms] = [word(0), word(1), word(2), word(3), word(4)];
  if (magic !== MAGIC || bits !== FEATURE_BITS || tags !== TAGS.length) {
    throw new RangeError("the tagger's file is of another kind");
  }
  const start = (HEADER + common + terms) * 4;
  if (bytes.length !== start + FEATURES * tags) {
    throw new RangeError("the tagger's file has another length than it says");
  }
  const read = (from: number, n: number) =>
    Uint32Array.from({ length: n }, (_, i) => word(from + i));
  return {
    common: read(HEADER, common),
    terms: read(HEADER + common, terms),
    // A copy: a Buffer shares its memory with others, at any offset.
    weights: Int8Array.from(bytes.subarray(start)),
  };
}
