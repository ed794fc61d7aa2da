/** What the orders of a file point at: patients without their names, conditions, observations. */

import type { JsonObject } from "../jsonl.ts";
import { MAX_RESOURCES } from "../limits.ts";
import type { Order } from "../orders/order.ts";
import type { Resource } from "./read-resources.ts";
import { list, object, referenceKey, resourceText, string } from "./resource.ts";

export interface Patient {
  readonly birthDate: string;
  readonly sex: Order["sex"];
}

const TEXTS = new Set(["Condition", "Observation", "AllergyIntolerance", "Procedure"]);
const MAX_TEXT_CHARS = 500;

export class FhirContext {
  readonly #patients = new Map<string, Patient>();
  readonly #texts = new Map<string, string>();

  /** False: the file holds more than can be held; later ones are not known. */
  add({ resource, fullUrl }: Resource): boolean {
    if (resource === null) return true;
    if (this.#patients.size + this.#texts.size > MAX_RESOURCES) return false;
    const type = string(resource.resourceType);
    for (const key of keysOf(type, resource, fullUrl)) {
      if (type === "Patient") this.#patients.set(key, patientOf(resource));
      else if (TEXTS.has(type)) {
        this.#texts.set(key, resourceText(resource).slice(0, MAX_TEXT_CHARS));
      }
    }
    return true;
  }

  patient(order: JsonObject): Patient | null {
    const reference = string(object(order.subject).reference);
    const own = contained(order, reference);
    if (own !== null) return patientOf(own);
    return this.#patients.get(referenceKey(reference)) ?? null;
  }

  /** The words behind a reference: its own, else those of the resource it names. */
  text(order: JsonObject, value: unknown): string {
    const { reference, display } = object(value);
    const named = string(reference);
    const own = contained(order, named);
    if (own !== null) return resourceText(own) || string(display);
    return this.#texts.get(referenceKey(named)) || string(display);
  }
}

function keysOf(type: string, resource: JsonObject, fullUrl: string): string[] {
  const id = string(resource.id);
  const keys = id === "" ? [] : [`${type}/${id}`];
  return fullUrl === "" ? keys : [...new Set([...keys, referenceKey(fullUrl)])];
}

function patientOf({ birthDate, gender }: JsonObject): Patient {
  const sex = gender === "female" || gender === "male" ? gender : null;
  return { birthDate: string(birthDate), sex };
}

function contained(order: JsonObject, reference: string): JsonObject | null {
  if (!reference.startsWith("#")) return null;
  const found = list(order.contained).map(object);
  return found.find(({ id }) => string(id) === reference.slice(1)) ?? null;
}
