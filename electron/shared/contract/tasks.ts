import { z } from "zod";
import { Count, Timestamp } from "../domain/bounds.ts";
import { Nothing } from "./common.ts";
import { defineDomain, query, stream } from "./define.ts";

/** A command under way: what it is, how far it has come. `total` is 0 while it is not known. */
export const TaskProgressSchema = z.strictObject({
  id: z.string().max(40),
  /** "datasets.import" */
  entry: z.string().max(80),
  phase: z.string().max(80),
  done: Count,
  total: Count,
  startedAt: Timestamp,
});
export type TaskProgress = z.infer<typeof TaskProgressSchema>;

export const tasks = defineDomain("tasks", {
  /** All commands under way, whenever one of them moves: long work shows and can be cancelled. */
  watch: stream(Nothing, z.strictObject({ tasks: z.array(TaskProgressSchema).max(1000) })),
  /** Ends a command: it fails with CANCELLED and leaves nothing half written. */
  cancel: query(
    z.strictObject({ id: z.string().min(1).max(40) }),
    z.strictObject({ found: z.boolean() }),
  ),
});
