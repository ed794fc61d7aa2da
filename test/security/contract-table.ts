/** The contract as a flat table, with a message that each entry accepts. */
import type { z } from "zod";
import type { Verb } from "../../electron/shared/contract/define.ts";
import { contract } from "../../electron/shared/contract/index.ts";
import { exampleOf, jsonSchemaOf } from "./example.ts";
import type { Random } from "./random.ts";

export interface TableEntry {
  readonly domain: string;
  readonly name: string;
  readonly verb: Verb;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export const table: readonly TableEntry[] = Object.values(contract).flatMap((domain) =>
  Object.entries(domain.entries).map(([name, entry]) => ({
    domain: domain.name,
    name,
    ...(entry as Pick<TableEntry, "verb" | "input" | "output">),
  })),
);

/** @param full  with every optional field, where the rules between fields allow it */
export function validMessage(entry: TableEntry, random: Random, full = false): unknown {
  const schema = jsonSchemaOf(entry.input);
  for (let round = 0; round < 500; round += 1) {
    const message = exampleOf(schema, random, full && round === 0);
    if (entry.input.safeParse(message).success) return message;
  }
  throw new Error(`no valid message found for ${entry.domain}.${entry.name}`);
}
