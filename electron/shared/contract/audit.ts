import { z } from "zod";
import { AuditEntrySchema, AuditReportSchema } from "../domain/audit.ts";
import { Count } from "../domain/bounds.ts";
import { Nothing } from "./common.ts";
import { defineDomain, query } from "./define.ts";

export const audit = defineDomain("audit", {
  /** Newest first; without `beforeSeq`, from the newest entry on. */
  list: query(
    z.strictObject({
      beforeSeq: Count.optional(),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    z.array(AuditEntrySchema).max(1000),
  ),
  verify: query(Nothing, AuditReportSchema),
});
