/** An HL7 v2 message as segments, fields, repetitions, components and subcomponents. */

interface Marks {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly sub: string;
}

/** Segments of one message; beyond this it is not a message. */
const MAX_SEGMENTS = 5000;

export class Segment {
  readonly name: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly #fields: readonly string[];
  readonly #marks: Marks;

  constructor(text: string, line: number, marks: Marks) {
    const fields = text.split(marks.field);
    this.name = fields[0] ?? "";
    this.line = line;
    // MSH-1 is the separator itself.
    this.#fields = this.name === "MSH" ? ["MSH", marks.field, ...fields.slice(1)] : fields;
    this.#marks = marks;
  }

  /** One component of the first repetition, as text; empty where it is missing or deleted (""). */
  text(field: number, component = 1): string {
    return this.#part(this.#fields[field]?.split(this.#marks.repetition, 1)[0] ?? "", component);
  }

  /** Each repetition of a field as lists of components. */
  repetitions(field: number): ((component: number) => string)[] {
    const raw = this.#fields[field] ?? "";
    if (raw === "" || raw === '""') return [];
    const parts = this.name === "MSH" ? [raw] : raw.split(this.#marks.repetition);
    return parts.map((part) => (component) => this.#part(part, component));
  }

  #part(repetition: string, component: number): string {
    const raw = repetition.split(this.#marks.component)[component - 1] ?? "";
    const value = raw.split(this.#marks.sub, 1)[0] ?? "";
    return value === '""' ? "" : unescaped(value, this.#marks);
  }
}

/** Null when the text does not begin with a message head. */
export function parseMessage(text: string, firstLine: number): Segment[] | null {
  if (!/^MSH[^\w\s]/.test(text)) return null;
  const marks = {
    field: text[3] ?? "|",
    component: text[4] ?? "^",
    repetition: text[5] ?? "~",
    escape: text[6] ?? "\\",
    sub: text[7] ?? "&",
  };
  const distinct = new Set(Object.values(marks));
  // A message may leave the escape or the subcomponent mark out: then the field ends there.
  if (text[6] === marks.field) marks.escape = "";
  if (text[6] === marks.field || text[7] === marks.field) marks.sub = "\u0000";
  else if (distinct.size < 5) return null;
  const lines = text.split("\r").filter((line) => line !== "");
  if (lines.length > MAX_SEGMENTS) return null;
  return lines.map((line, at) => new Segment(line, firstLine + at, marks));
}

/** HL7 v2 chapter 2, escape sequences; those for another font or device say nothing and go. */
function unescaped(text: string, { escape: mark, ...marks }: Marks): string {
  if (mark === "" || !text.includes(mark)) return text;
  const pieces = text.split(mark);
  let out = "";
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? "";
    // Pieces at odd places stand between two marks; one without its end is plain text.
    if (at % 2 === 0) out += piece;
    else if (at === pieces.length - 1) out += mark + piece;
    else out += sequence(piece, mark, marks);
  }
  return out;
}

function sequence(code: string, mark: string, marks: Omit<Marks, "escape">): string {
  const plain: Readonly<Record<string, string>> = {
    F: marks.field,
    S: marks.component,
    T: marks.sub,
    R: marks.repetition,
    E: mark,
    H: "",
    N: "",
  };
  if (Object.hasOwn(plain, code)) return plain[code] ?? "";
  if (/^\.(br|sp|ce|fi|nf)(\s*[+]?\d{0,3})?$/.test(code)) return "\n";
  if (/^\.(in|ti|sk)\s*[+-]?\d{0,3}$/.test(code)) return " ";
  if (/^X([0-9A-Fa-f]{2}){1,64}$/.test(code)) return hexText(code.slice(1));
  if (/^[CMZ][0-9A-Fa-f]*$/.test(code)) return "";
  // Not a sequence: a lone mark inside text, such as a path.
  return mark + code + mark;
}

/** Control characters in hex are ends of lines at best. */
function hexText(hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  const text = bytes.toString("utf8");
  const shown = text.includes("\ufffd") ? bytes.toString("latin1") : text;
  return shown.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "");
}
