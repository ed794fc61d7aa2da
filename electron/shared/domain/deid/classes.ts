import { z } from "zod";

/**
 * What a span of text can give away, after the 18 identifiers of the Safe Harbor method
 * (45 CFR 164.514(b)(2)(i)). Ages are part of its letter C and are a class of their own here,
 * because they are handled in another way than dates.
 */
export const DEID_CLASSES = [
  "name",
  "place",
  "date",
  "age",
  "phone",
  "fax",
  "email",
  "ssn",
  "record",
  "health-plan",
  "account",
  "licence",
  "vehicle",
  "device",
  "url",
  "ip",
  "biometric",
  "photo",
  "other",
] as const;
export const DeidClassSchema = z.enum(DEID_CLASSES);
export type DeidClass = z.infer<typeof DeidClassSchema>;

/** The letter of the regulation's list each class belongs to. */
export const SAFE_HARBOR_LETTER: Readonly<Record<DeidClass, string>> = {
  name: "A",
  place: "B",
  date: "C",
  age: "C",
  phone: "D",
  fax: "E",
  email: "F",
  ssn: "G",
  record: "H",
  "health-plan": "I",
  account: "J",
  licence: "K",
  vehicle: "L",
  device: "M",
  url: "N",
  ip: "O",
  biometric: "P",
  photo: "Q",
  other: "R",
};

/** What found a span. */
export const SPAN_SOURCES = ["rule", "tagger", "person"] as const;
export const SpanSourceSchema = z.enum(SPAN_SOURCES);
export type SpanSource = z.infer<typeof SpanSourceSchema>;

/** A place in a text, in UTF-16 units, `end` not included. */
export interface FoundSpan {
  readonly start: number;
  readonly end: number;
  readonly class: DeidClass;
  readonly source: SpanSource;
}
