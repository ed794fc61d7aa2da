import { readFileSync, writeFileSync } from "node:fs";

interface TensorHeader {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Nearest bfloat16, ties to even: the upper half of the float32 bits after rounding. */
function toBfloat16(bits: number): number {
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** Copies a float32 safetensors file of the trainer, its finite weights rounded to bfloat16. */
export function writeBfloat16(from: string, to: string): void {
  const file = readFileSync(from);
  const headerBytes = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, 8 + headerBytes)) as Record<
    string,
    TensorHeader
  >;
  const names = Object.keys(header)
    .filter((name) => name !== "__metadata__")
    .sort();
  const entries: Record<string, unknown> = { __metadata__: { format: "pt" } };
  const parts: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const tensor = header[name] as TensorHeader;
    if (tensor.dtype !== "F32") throw new Error(`${name} is ${tensor.dtype}, expected F32`);
    const [begin, end] = tensor.data_offsets;
    const out = Buffer.alloc((end - begin) / 2);
    for (let i = 0; i < out.length / 2; i++) {
      out.writeUInt16LE(toBfloat16(file.readUInt32LE(8 + headerBytes + begin + 4 * i)), 2 * i);
    }
    entries[name] = { dtype: "BF16", shape: tensor.shape, data_offsets: [at, at + out.length] };
    at += out.length;
    parts.push(out);
  }
  const json = JSON.stringify(entries);
  const padded = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  writeFileSync(to, Buffer.concat([length, padded, ...parts]));
}
