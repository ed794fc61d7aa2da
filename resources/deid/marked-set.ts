import { createHash } from "node:crypto";
import type { DeidClass } from "../../electron/shared/domain/deid/classes.ts";
import type { DeidFigures } from "../../electron/shared/domain/deid/figures.ts";
import { findSpans } from "../../electron/shared/domain/deid/find-spans.ts";
import { type ClassScore, scoreSpans } from "../../electron/shared/domain/deid/score.ts";
import type { TaggerModel } from "../../electron/shared/domain/deid/tagger/model.ts";

export interface MarkedText {
  readonly full_text: string;
  readonly template_id: number;
  readonly spans: readonly {
    readonly entity_type: string;
    readonly start_position: number;
    readonly end_position: number;
  }[];
}

/** What the set's types count as. Those that are not here are no identifiers of a patient. */
const CLASS_OF_TYPE: Readonly<Record<string, string>> = {
  PERSON: "names",
  DATE_TIME: "dates",
  PHONE_NUMBER: "phones",
  EMAIL_ADDRESS: "e-mails",
  STREET_ADDRESS: "addresses",
  ZIP_CODE: "addresses",
  GPE: "addresses",
  CREDIT_CARD: "identifiers",
  IBAN_CODE: "identifiers",
  US_SSN: "identifiers",
  US_DRIVER_LICENSE: "identifiers",
  IP_ADDRESS: "identifiers",
  DOMAIN_NAME: "identifiers",
  AGE: "ages",
};
export const COUNTED =
  "Counted together: names (PERSON), dates (DATE_TIME), phones, e-mails, addresses (STREET_ADDRESS, " +
  "ZIP_CODE and GPE: towns, regions, countries) and identifiers (cards, IBAN, social security, driving " +
  "licence, IP, domain). Ages are shown apart. Not counted: organisations, titles and peoples, which are " +
  "no identifiers of Safe Harbor; a find over one of them is left out of the precision, and held against " +
  "it in the strictest one. A span is found when one of the right class shares a character with it; the " +
  "strict figures need the same ends.";

const CLASSES = ["names", "dates", "phones", "e-mails", "addresses", "identifiers"];
const FOUND_AS: Partial<Record<DeidClass, string>> = {
  name: "names",
  date: "dates",
  phone: "phones",
  fax: "phones",
  email: "e-mails",
  place: "addresses",
  age: "ages",
};

/** Half of the set's templates, by their hash: texts of the other half did not guide the rules. */
export function isDevelopment({ template_id }: MarkedText): boolean {
  return (createHash("sha256").update(`template ${template_id}`).digest()[0] ?? 0) % 2 === 0;
}

export function figuresOf(
  name: string,
  texts: readonly MarkedText[],
  model: TaggerModel,
): DeidFigures["parts"][number] {
  const scored = texts.map(({ full_text, spans }) => {
    const ends = spans.map((span) => ({
      start: span.start_position,
      end: span.end_position,
      class: CLASS_OF_TYPE[span.entity_type] ?? "",
    }));
    return {
      given: findSpans(full_text, model).map((span) => ({
        ...span,
        class: FOUND_AS[span.class] ?? "identifiers",
      })),
      marked: ends.filter((span) => span.class !== ""),
      neutral: ends.filter((span) => span.class === ""),
    };
  });
  const counted = scoreSpans(scored, CLASSES);
  const strictest = scoreSpans(
    scored.map((text) => ({ ...text, neutral: [] })),
    CLASSES,
  );
  return {
    name,
    texts: texts.length,
    recall: share(counted, "found", "marked"),
    precision: share(counted, "right", "given"),
    strictestPrecision: share(strictest, "right", "given"),
    classes: scoreSpans(scored, [...CLASSES, "ages"]).map((score) => ({
      class: score.class,
      marked: score.marked,
      given: score.given,
      recall: share([score], "found", "marked"),
      precision: share([score], "right", "given"),
      strictRecall: share([score], "foundExactly", "marked"),
      strictPrecision: share([score], "rightExactly", "given"),
    })),
  };
}

type CountName = Exclude<keyof ClassScore, "class">;

function share(scores: readonly ClassScore[], part: CountName, whole: CountName): number {
  const sum = (name: CountName) => scores.reduce((total, score) => total + score[name], 0);
  return sum(whole) === 0 ? 0 : Math.round((sum(part) / sum(whole)) * 10_000) / 10_000;
}
