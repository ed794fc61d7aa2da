import type { KeyObject } from "node:crypto";
import type { ParsedDocument, ParsedItem, ParseRequest } from "../../main/services/ports.ts";
import { reject } from "../build-row.ts";
import type { JsonObject } from "../jsonl.ts";
import { ageAt, fhirDate } from "../orders/clinical-date.ts";
import { ORDER_MAPPING, orderRow } from "../orders/order.ts";
import { pseudonym, pseudonymKey } from "../orders/pseudonym.ts";
import { refuseColumns } from "../shapes/shape.ts";
import { FhirContext } from "./context.ts";
import { openResources, type ResourceFile } from "./read-resources.ts";
import { conceptText, list, object, referenceKey, string } from "./resource.ts";

const CANCELLED = new Set(["revoked", "entered-in-error"]);

/**
 * FHIR R4 orders: every ServiceRequest is a row. The file is read twice, because what an order
 * points at (its patient, its reasons) may stand after it. Names stay behind.
 */
export async function parseFhir(request: ParseRequest): Promise<ParsedDocument> {
  refuseColumns("FHIR orders", request.mapping);
  const context = new FhirContext();
  const first = await openResources(request.path);
  const again = await openResources(request.path);
  return {
    mapping: ORDER_MAPPING,
    totalBytes: first.totalBytes * 2,
    get doneBytes() {
      return first.doneBytes + again.doneBytes;
    },
    items: toItems(first, again, context, pseudonymKey(request.pseudonymKey)),
  };
}

async function* toItems(
  first: ResourceFile,
  again: ResourceFile,
  context: FhirContext,
  key: KeyObject,
): AsyncGenerator<ParsedItem> {
  for await (const resource of first.resources()) if (!context.add(resource)) break;
  for await (const { sourceRow, resource, problem } of again.resources()) {
    if (resource === null) yield reject(sourceRow, problem);
    else if (resource.resourceType === "ServiceRequest") {
      yield orderOf(resource, sourceRow, context, key);
    }
  }
}

function orderOf(
  request: JsonObject,
  sourceRow: number,
  context: FhirContext,
  key: KeyObject,
): ParsedItem {
  const status = string(request.status);
  if (CANCELLED.has(status)) return reject(sourceRow, "order: revoked or entered in error");
  if (request.doNotPerform === true) return reject(sourceRow, "order: says what not to do");
  const patient = context.patient(request);
  const { lastUpdated } = object(request.meta);
  const at = [request.authoredOn, request.occurrenceDateTime, lastUpdated]
    .map((date) => fhirDate(string(date)))
    .find((date) => date !== null);
  const texts = (name: string) => list(request[name]).map((one) => context.text(request, one));
  const concepts = (name: string) => list(request[name]).map(conceptText);
  const subject = string(object(request.subject).reference);
  const number = numberOf(request);
  const order = {
    age: ageAt(fhirDate(patient?.birthDate ?? ""), at ?? null),
    sex: patient?.sex ?? null,
    requested: [
      [conceptText(request.code), ...concepts("bodySite")].filter(Boolean).join(", "),
      ...concepts("orderDetail"),
    ],
    reasons: [...concepts("reasonCode"), ...texts("reasonReference")],
    history: [
      ...list(request.note).map((note) => string(object(note).text)),
      ...texts("supportingInfo"),
    ],
    id: number === "" ? null : pseudonym(key, "order", number),
    group:
      subject === "" || subject.startsWith("#")
        ? null
        : pseudonym(key, "patient", referenceKey(subject)),
    origin: "ServiceRequest",
  };
  return orderRow(order, sourceRow);
}

function numberOf(request: JsonObject): string {
  const identifiers = list(request.identifier).map((one) => string(object(one).value));
  return identifiers.find((value) => value !== "") ?? string(request.id);
}
