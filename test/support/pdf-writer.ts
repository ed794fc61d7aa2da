/** A small writer of PDFs for tests: lines of text in the standard fonts, rules, pictures. */

export type PdfFont = "regular" | "bold" | "symbol";

export interface PdfText {
  readonly text: string;
  /** Points from the left and from the top. */
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly font?: PdfFont;
  /** Set upwards along the page's edge. */
  readonly turned?: boolean;
}

/** A line from one point to another, points from the top left. */
export type PdfRule = readonly [x1: number, y1: number, x2: number, y2: number];

/** Grey pixels, one byte each, over the whole page. */
export interface PdfPicture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

export interface PdfPage {
  readonly texts?: readonly PdfText[];
  readonly rules?: readonly PdfRule[];
  readonly picture?: PdfPicture;
}

export const PAGE = { width: 360, height: 500 };
const NAMES: Readonly<Record<PdfFont, string>> = { regular: "F1", bold: "F2", symbol: "F3" };

/** Pages that are the same object are written once: a long file stays small. */
export function pdfOf(pages: readonly PdfPage[], title = "Test guideline"): Uint8Array {
  const objects: (string | Uint8Array)[][] = [];
  const add = (...parts: (string | Uint8Array)[]) => objects.push(parts);
  add("<< /Type /Catalog /Pages 2 0 R >>");
  const kids = objects.length;
  add("");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  add("<< /Type /Font /Subtype /TrueType /BaseFont /Wingdings /Encoding /WinAnsiEncoding >>");
  add(`<< /Title (${escaped(title)}) >>`);
  const contents = new Map<PdfPage, string>();
  const references: string[] = [];
  for (const page of pages) {
    const body = contents.get(page) ?? bodyOf(page, add, objects);
    contents.set(page, body);
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ${body} >>`);
    references.push(`${objects.length} 0 R`);
  }
  objects[kids] = [`<< /Type /Pages /Kids [${references.join(" ")}] /Count ${pages.length} >>`];
  return file(objects);
}

function bodyOf(
  page: PdfPage,
  add: (...parts: (string | Uint8Array)[]) => void,
  objects: readonly unknown[],
): string {
  let pictures = "";
  if (page.picture !== undefined) {
    const { width, height, grey } = page.picture;
    const facts = `/Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`;
    add(
      `<< /Type /XObject /Subtype /Image ${facts} /Length ${grey.length} >>\nstream\n`,
      grey,
      "\nendstream",
    );
    pictures = `/XObject << /P1 ${objects.length} 0 R >> `;
  }
  const stream = commandsOf(page);
  add(`<< /Length ${Buffer.byteLength(stream, "latin1")} >>\nstream\n${stream}\nendstream`);
  const fonts = "/Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >>";
  return `/Contents ${objects.length} 0 R /Resources << ${pictures}${fonts} >>`;
}

function commandsOf({ texts = [], rules = [], picture }: PdfPage): string {
  const lines: string[] = [];
  if (picture !== undefined) lines.push(`q ${PAGE.width} 0 0 ${PAGE.height} 0 0 cm /P1 Do Q`);
  for (const [x1, y1, x2, y2] of rules) {
    lines.push(`0.5 w ${x1} ${PAGE.height - y1} m ${x2} ${PAGE.height - y2} l S`);
  }
  for (const { text, x, y, size = 10, font = "regular", turned = false } of texts) {
    const matrix = turned ? "0 1 -1 0" : "1 0 0 1";
    lines.push(
      `BT /${NAMES[font]} ${size} Tf ${matrix} ${x} ${PAGE.height - y} Tm (${escaped(text)}) Tj ET`,
    );
  }
  return lines.join("\n");
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (sign) => `\\${sign}`);
}

function file(objects: readonly (string | Uint8Array)[][]): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n", "latin1")];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  const write = (part: string | Uint8Array) => {
    const bytes = typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [at, object] of objects.entries()) {
    offsets.push(length);
    write(`${at + 1} 0 obj\n`);
    for (const part of object) write(part);
    write("\nendobj\n");
  }
  const start = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  write(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}`);
  write(
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
  return Buffer.concat(parts);
}
