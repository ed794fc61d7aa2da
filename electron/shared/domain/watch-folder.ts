// A folder from which new files are taken in, while the program runs.
import { z } from "zod";
import { Count, Name, Timestamp } from "./bounds.ts";

export const WatchStateSchema = z.strictObject({
  /** Null: no folder is watched. */
  watched: z
    .strictObject({
      /** For reading: no call takes it back. */
      folder: z.string().max(4096),
      dataset: Name,
      /** What comes in is shut in until a person confirmed its de-identification. */
      patientData: z.boolean(),
    })
    .nullable(),
  /** Since the program started. */
  imported: Count,
  failed: Count,
  lastLookAt: Timestamp.nullable(),
  /** Why the folder could not be looked at; null when it could. */
  problem: z.string().max(300).nullable(),
});
export type WatchState = z.infer<typeof WatchStateSchema>;
