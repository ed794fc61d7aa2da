import type { DeidClass } from "../classes.ts";
import { fold } from "../tagger/tokens.ts";
import { type Keyed, Seeded } from "./seeded.ts";

/** Another number or code of the same form. Networks get addresses that are nobody's. */
export function codeSurrogate(
  kind: DeidClass,
  text: string,
  patient: string,
  keyed: Keyed,
): string {
  const draw = new Seeded(keyed(patient, kind, fold(text)));
  const word = Array.from({ length: 8 }, () => draw.of([..."abcdefghjkmnpqrstuvwxyz"])).join("");
  // RFC 2606, RFC 5737 and RFC 3849 keep these for examples.
  if (kind === "email") return `${word}@example.org`;
  if (kind === "url") return `https://example.org/${word}`;
  if (kind === "ip")
    return text.includes(":")
      ? `2001:db8::${(1 + draw.below(65_534)).toString(16)}`
      : `192.0.2.${1 + draw.below(254)}`;
  const same = text.replace(/\p{L}|\d/gu, (sign) => {
    if (/\d/.test(sign)) return String(draw.below(10));
    const letter = draw.of([..."ABCDEFGHJKLMNPRSTUVWXYZ"]);
    return sign === sign.toLowerCase() ? letter.toLowerCase() : letter;
  });
  // No social security number begins with 000.
  return kind === "ssn" ? same.replace(/^\d{3}/, "000") : same;
}
