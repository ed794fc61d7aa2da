import { z } from "zod";
import { AuditEntrySchema, AuditReportSchema } from "../domain/audit.ts";
import { Nothing, Paging } from "./common.ts";
import { defineDomain, query } from "./define.ts";

export const audit = defineDomain("audit", {
  list: query(Paging, z.array(AuditEntrySchema).max(1000)),
  verify: query(Nothing, AuditReportSchema),
});
