// The few parts of FHIR R4 that an order is made of. Nothing is trusted to have its type.
import type { JsonObject } from "../jsonl.ts";

const MAX_TEXT_CHARS = 4000;

export function object(value: unknown): JsonObject {
  const plain = typeof value === "object" && value !== null && !Array.isArray(value);
  return plain ? (value as JsonObject) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 1000) : [];
}

export function string(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_TEXT_CHARS) : "";
}

/** The words of a CodeableConcept: its text, else the first coding that has words, else a code. */
export function conceptText(value: unknown): string {
  const { text, coding } = object(value);
  const codings = list(coding).map(object);
  const words = codings.map(({ display }) => string(display)).find((display) => display !== "");
  const code = codings.map(({ code: one }) => string(one)).find((one) => one !== "");
  return string(text) || words || code || "";
}

/** What a resource that an order points at has to say. */
export function resourceText(resource: JsonObject): string {
  const words = conceptText(resource.code);
  const value = resource.valueString ?? conceptText(resource.valueCodeableConcept);
  const { value: number, unit } = object(resource.valueQuantity);
  const amount = typeof number === "number" ? `${number} ${string(unit)}`.trim() : "";
  const said = string(value) || amount;
  const text = words !== "" && said !== "" ? `${words}: ${said}` : words || said;
  return resource.resourceType === "AllergyIntolerance" && text !== "" ? `allergy: ${text}` : text;
}

/** "Patient/12" of any address that ends so; a urn as it is. */
export function referenceKey(reference: string): string {
  const match =
    /([A-Z][A-Za-z]{1,40}\/[A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(
      reference,
    );
  return match?.[1] ?? reference.slice(0, 200);
}
