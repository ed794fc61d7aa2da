/** The orders of an ORM^O01, OMI^O23 or OMG^O19 message: one for every OBR. */
import type { KeyObject } from "node:crypto";
import type { ParsedItem } from "../../main/services/ports.ts";
import { reject } from "../build-row.ts";
import { ageAt, hl7Date } from "../orders/clinical-date.ts";
import { type Order, orderRow } from "../orders/order.ts";
import { pseudonym } from "../orders/pseudonym.ts";
import type { Segment } from "./message.ts";

const ORDERS = new Set(["ORM^O01", "OMI^O23", "OMG^O19"]);
/** ORC-1 (table 0119) of what is no order any more, or never was. */
const CANCELLED = new Set(["CA", "CR", "DC", "DR", "OC", "OD", "UA", "UC", "UD"]);
const SEX: Readonly<Record<string, Order["sex"]>> = { F: "female", M: "male" };

export function* messageOrders(
  segments: readonly Segment[],
  key: KeyObject,
): Generator<ParsedItem> {
  const [head] = segments;
  if (head === undefined) return;
  const type = messageType(head);
  if (type === null || !ORDERS.has(type)) {
    const shown = type !== null && /^[A-Z]\w{2}\^\w{3}$/.test(type) ? type : "of an unknown type";
    yield reject(head.line, `message: ${shown}, not an order (ORM^O01, OMI^O23, OMG^O19)`);
    return;
  }
  const { before, orders } = grouped(segments);
  if (orders.length === 0) yield reject(head.line, "message: no OBR segment");
  for (const group of orders) {
    yield orderItem(type, head, before, group, key);
  }
}

function messageType(head: Segment): string | null {
  const name = head.text(9, 1);
  // Older senders leave the event out.
  if (name === "ORM" && head.text(9, 2) === "") return "ORM^O01";
  return name === "" ? null : `${name}^${head.text(9, 2)}`;
}

interface OrderGroup {
  readonly common: Segment | null;
  readonly request: Segment;
  readonly details: Segment[];
}

/** Segments before the first order are the patient's; from an OBR on they are that order's. */
function grouped(segments: readonly Segment[]): { before: Segment[]; orders: OrderGroup[] } {
  const before: Segment[] = [];
  const orders: OrderGroup[] = [];
  let common: Segment | null = null;
  // Between an ORC and its OBR: timing, notes of the order.
  let pending: Segment[] | null = null;
  for (const segment of segments) {
    if (segment.name === "ORC") {
      common = segment;
      pending = [];
    } else if (segment.name === "OBR") {
      orders.push({ common, request: segment, details: pending ?? [] });
      pending = null;
    } else (pending ?? orders.at(-1)?.details ?? before).push(segment);
  }
  return { before, orders };
}

function orderItem(
  type: string,
  head: Segment,
  before: readonly Segment[],
  { common, request, details }: OrderGroup,
  key: KeyObject,
): ParsedItem {
  const control = common?.text(1).toUpperCase() ?? "";
  if (CANCELLED.has(control)) return reject(request.line, "order: cancelled or discontinued");
  const patient = before.find(({ name }) => name === "PID");
  const dates = [common?.text(9), request.text(6), request.text(7), head.text(7)];
  const at = dates.map((date) => hl7Date(date ?? "")).find((date) => date !== null) ?? null;
  const number = [common?.text(2), request.text(2), request.text(3), common?.text(3)].find(Boolean);
  const study = `${number ?? ""}|${request.text(4, 1)}|${request.text(1)}`;
  const patientNumber = patient?.text(3) || patient?.text(2) || "";
  const order: Order = {
    age: ageAt(hl7Date(patient?.text(7) ?? ""), at),
    sex: SEX[patient?.text(8).toUpperCase() ?? ""] ?? null,
    requested: [coded(request, 4), ...ofAll(details, "IPC", (ipc) => [modality(ipc.text(5))])],
    reasons: [...request.repetitions(31).map(nameOf), ...ofAll(details, "DG1", diagnosis)],
    history: [
      request.text(13),
      ...ofAll(details, "NTE", comments),
      ...ofAll(details, "OBX", observation),
      ...ofAll(before, "NTE", comments),
      ...ofAll(before, "AL1", allergy),
    ],
    id: number === undefined ? null : pseudonym(key, "order", study),
    group: patientNumber === "" ? null : pseudonym(key, "patient", patientNumber),
    origin: type,
  };
  return orderRow(order, request.line);
}

function ofAll(
  segments: readonly Segment[],
  name: string,
  texts: (segment: Segment) => readonly string[],
): string[] {
  return segments.filter((segment) => segment.name === name).flatMap(texts);
}

/** The words of a coded value: its text, else its other text, else the original text, else the code. */
function nameOf(component: (at: number) => string): string {
  return component(2) || component(5) || component(9) || component(1);
}

function coded(segment: Segment, field: number): string {
  const [first] = segment.repetitions(field);
  return first === undefined ? "" : nameOf(first);
}

function diagnosis(segment: Segment): string[] {
  const code = segment.text(3, 1);
  const words = segment.text(4) || coded(segment, 3);
  if (words === "" || words === code) return [code];
  return [/^[A-Z]\d[0-9A-Z](\.\w{1,4})?$/.test(code) ? `${words} (${code})` : words];
}

function comments(segment: Segment): string[] {
  return segment.repetitions(3).map((component) => component(1));
}

function allergy(segment: Segment): string[] {
  const words = coded(segment, 3);
  return words === "" ? [] : [`allergy: ${words}`];
}

/** Texts and coded values; numbers with their name and unit. Documents and pictures say nothing. */
function observation(segment: Segment): string[] {
  const name = coded(segment, 3);
  const type = segment.text(2).toUpperCase();
  const values = segment.repetitions(5);
  if (["TX", "FT", "ST"].includes(type)) {
    const text = values.map((component) => component(1)).join("\n");
    return text === "" ? [] : [name === "" ? text : `${name}: ${text}`];
  }
  if (["CE", "CWE", "CNE"].includes(type)) {
    const words = values.map(nameOf).filter((word) => word !== "");
    return words.length === 0
      ? []
      : [name === "" ? words.join(", ") : `${name}: ${words.join(", ")}`];
  }
  if (type !== "NM") return [];
  const numbers = values.map((component) => component(1)).filter((value) => value !== "");
  const unit = segment.text(6);
  return numbers.length === 0 || name === "" ? [] : [`${name} ${numbers.join(" to ")} ${unit}`];
}

/** DICOM's modality codes are what radiologists say. */
function modality(code: string): string {
  return /^[A-Z]{2,4}$/.test(code) ? code : "";
}
