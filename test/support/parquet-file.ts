/**
 * Small Parquet files for tests: flat columns, plain pages. Written after the format's own
 * description (parquet.thrift, the compact protocol), so that the reader is not its own judge.
 */
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";

export type ParquetValue = string | number | bigint | null;
export type ParquetCodec = "none" | "gzip" | "brotli" | "zstd" | "snappy";

interface Options {
  readonly codec?: ParquetCodec;
  /** Rows of one group. */
  readonly group?: number;
}

const CODECS: Readonly<Record<ParquetCodec, number>> = {
  none: 0,
  snappy: 1,
  gzip: 2,
  brotli: 4,
  zstd: 6,
};

/** Columns hold texts, whole numbers (bigint) or numbers; null may stand anywhere. */
export function parquetFile(
  columns: Readonly<Record<string, readonly ParquetValue[]>>,
  { codec = "none", group = 1000 }: Options = {},
): Buffer {
  const names = Object.keys(columns);
  const rows = columns[names[0] ?? ""]?.length ?? 0;
  const parts: Buffer[] = [Buffer.from("PAR1")];
  let at = 4;
  const groups: Buffer[] = [];
  for (let from = 0; from < rows; from += group) {
    const chunks: Buffer[] = [];
    let groupBytes = 0;
    for (const name of names) {
      const values = (columns[name] ?? []).slice(from, from + group);
      const page = dataPage(values, codec);
      parts.push(page.bytes);
      chunks.push(columnChunk(name, values, page, at, codec));
      at += page.bytes.length;
      groupBytes += page.unpacked;
    }
    const count = Math.min(group, rows - from);
    groups.push(struct([1, list(12, chunks)], [2, i64(groupBytes)], [3, i64(count)]));
  }
  const root = struct([4, binary("schema")], [5, i32(names.length)]);
  const schema = [root, ...names.map((name) => element(name, columns[name] ?? []))];
  const footer = struct([1, i32(1)], [2, list(12, schema)], [3, i64(rows)], [4, list(12, groups)]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...parts, footer, length, Buffer.from("PAR1")]);
}

interface Page {
  readonly bytes: Buffer;
  readonly packed: number;
  readonly unpacked: number;
}

function dataPage(values: readonly ParquetValue[], codec: ParquetCodec): Page {
  const levels = Buffer.concat(values.map((v) => Buffer.from([2, v === null ? 0 : 1])));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(levels.length);
  const plain = Buffer.concat([size, levels, ...values.filter((v) => v !== null).map(plainValue)]);
  const body = packed(plain, codec);
  const encodings = struct([1, i32(values.length)], [2, i32(0)], [3, i32(3)], [4, i32(3)]);
  const head = struct(
    [1, i32(0)],
    [2, i32(plain.length)],
    [3, i32(body.length)],
    [5, { type: 12, bytes: encodings }],
  );
  const bytes = Buffer.concat([head, body]);
  return { bytes, packed: bytes.length, unpacked: head.length + plain.length };
}

function packed(plain: Buffer, codec: ParquetCodec): Buffer {
  if (codec === "gzip") return gzipSync(plain);
  if (codec === "brotli") return brotliCompressSync(plain);
  if (codec === "zstd") return zstdCompressSync(plain);
  if (codec === "none") return plain;
  // Snappy of literals alone, 60 bytes a piece.
  const pieces: Buffer[] = [varint(BigInt(plain.length))];
  for (let from = 0; from < plain.length; from += 60) {
    const piece = plain.subarray(from, from + 60);
    pieces.push(Buffer.from([(piece.length - 1) << 2]), piece);
  }
  return Buffer.concat(pieces);
}

function columnChunk(
  name: string,
  values: readonly ParquetValue[],
  page: Page,
  at: number,
  codec: ParquetCodec,
): Buffer {
  const meta = struct(
    [1, i32(physicalType(values))],
    [2, list(5, [i32(0).bytes])],
    [3, list(8, [binary(name).bytes])],
    [4, i32(CODECS[codec])],
    [5, i64(values.length)],
    [6, i64(page.unpacked)],
    [7, i64(page.packed)],
    [9, i64(at)],
  );
  return struct([2, i64(at)], [3, { type: 12, bytes: meta }]);
}

function element(name: string, values: readonly ParquetValue[]): Buffer {
  const type = physicalType(values);
  const text: [number, Field][] = type === 6 ? [[6, i32(0)]] : [];
  return struct([1, i32(type)], [3, i32(1)], [4, binary(name)], ...text);
}

function physicalType(values: readonly ParquetValue[]): number {
  const first = values.find((value) => value !== null);
  if (typeof first === "bigint") return 2;
  return typeof first === "number" ? 5 : 6;
}

function plainValue(value: ParquetValue): Buffer {
  const bytes = Buffer.alloc(8);
  if (typeof value === "bigint") bytes.writeBigInt64LE(value);
  else if (typeof value === "number") bytes.writeDoubleLE(value);
  else {
    const text = Buffer.from(value ?? "");
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    return Buffer.concat([length, text]);
  }
  return bytes;
}

interface Field {
  readonly type: number;
  readonly bytes: Buffer;
}

function struct(...fields: readonly (readonly [number, Field])[]): Buffer {
  let last = 0;
  const parts = fields.flatMap(([id, { type, bytes }]) => {
    const head = Buffer.from([((id - last) << 4) | type]);
    last = id;
    return [head, bytes];
  });
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function list(type: number, items: readonly Buffer[]): Field {
  const head =
    items.length < 15
      ? Buffer.from([(items.length << 4) | type])
      : Buffer.concat([Buffer.from([0xf0 | type]), varint(BigInt(items.length))]);
  return { type: 9, bytes: Buffer.concat([head, ...items]) };
}

function i32(value: number): Field {
  return { type: 5, bytes: varint(BigInt(value) << 1n) };
}

function i64(value: number): Field {
  return { type: 6, bytes: varint(BigInt(value) << 1n) };
}

function binary(text: string): Field {
  const bytes = Buffer.from(text);
  return { type: 8, bytes: Buffer.concat([varint(BigInt(bytes.length)), bytes]) };
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
