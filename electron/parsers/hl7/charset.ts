import { AppError } from "../../shared/errors.ts";

/** MSH-18 (HL7 table 0211) to what a TextDecoder calls it. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ...["", "ASCII", "UNICODE", "UNICODE UTF-8", "UTF-8", "UTF8"].map((n) => [n, "utf-8"] as const),
  // Latin 1: what is sent as it is Windows-1252 as often, which holds all of it.
  ["8859/1", "windows-1252"],
  ...[2, 3, 4, 5, 6, 7, 8].map((n) => [`8859/${n}`, `iso-8859-${n}`] as const),
  ["8859/9", "windows-1254"],
  ["8859/15", "iso-8859-15"],
  ["ISO IR6", "utf-8"],
  ["ISO IR87", "iso-2022-jp"],
  ["GB 18030-2000", "gb18030"],
  ["KS X 1001", "euc-kr"],
  ["BIG-5", "big5"],
]);

/**
 * The text of a message. A message that names no set, or ASCII, and is no UTF-8 is read as Latin 1:
 * old systems send it without a word. Null when its bytes are none of the set it names.
 */
export function decodeMessage(bytes: Uint8Array): string | null {
  const name = charsetName(bytes);
  const label = LABELS.get(name);
  if (label === undefined) return null;
  const text = decoded(bytes, label);
  if (text !== null) return text;
  return name === "" || name === "ASCII" ? decoded(bytes, "windows-1252") : null;
}

function decoded(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The first repetition of MSH-18, in capitals. Every set begins like ASCII, and the field is ASCII. */
function charsetName(bytes: Uint8Array): string {
  const head =
    Buffer.from(bytes.subarray(0, 4096))
      .toString("latin1")
      .split(/[\r\n]/, 1)[0] ?? "";
  const at = head.indexOf("MSH");
  const separator = head[at + 3] ?? "|";
  const field = head.slice(at).split(separator)[17] ?? "";
  const repetition = head[at + 5] ?? "~";
  return (field.split(repetition, 1)[0] ?? "").trim().toUpperCase();
}

/** UTF-16 has zeros in every letter: nothing of it can be read as HL7. */
export function refuseWide(bytes: Uint8Array): void {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const zeros = bytes.subarray(0, 4096).reduce((n, byte) => n + (byte === 0 ? 1 : 0), 0);
  if (!marked && zeros * 4 < Math.min(bytes.length, 4096)) return;
  throw new AppError("INVALID_INPUT", "The file is UTF-16 or binary, not HL7 text.", {
    field: "FILE",
    hint: "Export the messages as UTF-8 or Latin 1.",
  });
}
