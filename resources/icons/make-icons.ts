/** Draws the program's icons as PNG: `node resources/icons/make-icons.ts`. The drawing is icon.svg's. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [number, number, number];
interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly colour: Colour;
}

const UNITS = 64;
const SHAPES: readonly Shape[] = [
  { x: 0, y: 0, width: 64, height: 64, radius: 14, colour: [11, 101, 112] },
  { x: 12, y: 34, width: 16, height: 18, radius: 3, colour: [159, 219, 224] },
  { x: 36, y: 12, width: 16, height: 40, radius: 3, colour: [255, 255, 255] },
];
/** Points looked at along each side of a pixel. */
const SAMPLES = 4;

function inside({ x, y, width, height, radius }: Shape, px: number, py: number): boolean {
  const dx = Math.max(x + radius - px, px - (x + width - radius), 0);
  const dy = Math.max(y + radius - py, py - (y + height - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

function pixel(size: number, column: number, row: number): number[] {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const px = ((column + ((i % SAMPLES) + 0.5) / SAMPLES) * UNITS) / size;
    const py = ((row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * UNITS) / size;
    const hit = SHAPES.findLast((shape) => inside(shape, px, py));
    if (hit === undefined) continue;
    for (const [channel, value] of [...hit.colour, 255].entries()) {
      sum[channel] = (sum[channel] ?? 0) + value;
    }
  }
  const seen = (sum[3] ?? 0) / 255;
  const alpha = (sum[3] ?? 0) / (SAMPLES * SAMPLES);
  return [...sum.slice(0, 3).map((c) => Math.round(seen === 0 ? 0 : c / seen)), Math.round(alpha)];
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Eight bits a channel, with transparency (PNG, ISO/IEC 15948). */
export function drawIcon(size: number): Buffer {
  const rows = Array.from({ length: size }, (_, row) => [
    0,
    ...Array.from({ length: size }, (_, column) => pixel(size, column, row)).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from(rows.flat()))),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, "tray.png"), drawIcon(32));
  writeFileSync(join(import.meta.dirname, "icon.png"), drawIcon(512));
}
