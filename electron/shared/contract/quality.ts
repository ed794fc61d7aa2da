import { z } from "zod";
import { Count, Id, Name, Timestamp } from "../domain/bounds.ts";
import { GateReportSchema, ShownExampleSchema } from "../domain/quality/gate-report.ts";
import { Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

const Version = z.strictObject({ dataset: Reference, split: Id.nullable() });

export const quality = defineDomain("quality", {
  /** Looks at every row; takes seconds to minutes. The report is kept. */
  check: command(
    Version.extend({
      model: Reference.exactOptional(),
      contextLength: z
        .number()
        .int()
        .min(1)
        .max(1 << 20)
        .exactOptional(),
    }),
    GateReportSchema,
  ),
  /** Null: not checked yet. */
  report: query(Version, GateReportSchema.nullable()),
  examples: query(Version, z.array(ShownExampleSchema).max(400)),
  /** Who started a run knowing that its split leaks; null where it does not. */
  acknowledgement: query(
    z.strictObject({ run: Reference }),
    z.strictObject({ leaked: Count, by: Name, at: Timestamp }).nullable(),
  ),
});
