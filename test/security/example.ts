/** Values of a schema's shape, made from its JSON Schema: what a well-meaning page would send. */
import { z } from "zod";
import type { Random } from "./random.ts";

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** A text for each pattern the contract uses; a new pattern fails here and is added. */
const TEXTS = ["file-a1b2c3d4", "run-k3x9a2bq", "best", "cpu:0", "en-GB", "0f".repeat(32)];

export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as never;
}

/** @param full  with every optional member; otherwise each by chance */
export function exampleOf(schema: JsonSchema, random: Random, full = false): unknown {
  if ("const" in schema) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return exampleOf(random.pick(choices), random, full);
  if (schema.allOf !== undefined)
    return exampleOf(Object.assign({}, ...schema.allOf), random, full);
  if (schema.type === "object") return objectExample(schema, random, full);
  if (schema.type === "array") return arrayExample(schema, random, full);
  if (schema.type === "string") return textExample(schema, random);
  if (schema.type === "boolean") return random.below(2) === 0;
  if (schema.type === "null") return null;
  if (schema.type === "integer" || schema.type === "number") return numberExample(schema, random);
  return "anything";
}

function objectExample(schema: JsonSchema, random: Random, full: boolean): unknown {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).filter(
    ([name]) => required.has(name) || full || random.below(2) === 0,
  );
  return Object.fromEntries(members.map(([name, part]) => [name, exampleOf(part, random, full)]));
}

function arrayExample(schema: JsonSchema, random: Random, full: boolean): unknown {
  const fixed = (schema.prefixItems ?? []).map((part) => exampleOf(part, random, full));
  const count = Math.max(schema.minItems ?? 0, schema.items === undefined ? 0 : 1);
  const items = schema.items ?? {};
  return [...fixed, ...Array.from({ length: count }, () => exampleOf(items, random, full))];
}

function textExample(schema: JsonSchema, random: Random): string {
  if (schema.pattern === undefined) return "x".repeat(Math.max(schema.minLength ?? 0, 8));
  const pattern = new RegExp(schema.pattern, "u");
  const fitting = TEXTS.filter((text) => pattern.test(text));
  if (fitting.length === 0) throw new Error(`no text for the pattern ${schema.pattern}`);
  return random.pick(fitting);
}

function numberExample(schema: JsonSchema, random: Random): number {
  const low = schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 0;
  const high = schema.maximum ?? schema.exclusiveMaximum ?? low + 100;
  const from = low === schema.exclusiveMinimum ? Math.min(1, (low + high) / 2) : low;
  const value = random.below(2) === 0 ? from : from + random.next() * Math.min(high - from, 8);
  return schema.type === "integer" ? Math.trunc(value) : value;
}
