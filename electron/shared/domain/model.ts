import { z } from "zod";
import { Id, Name, Sha256, Timestamp } from "./bounds.ts";
import { ModelInfoSchema } from "./model-info.ts";

/** A registered base model. Its folder stays where it is; the hash proves it is unchanged. */
export const ModelSchema = z.strictObject({
  id: Id,
  name: Name,
  /** Content hash over all tensors. */
  hash: Sha256,
  /** Folder: absolute, or relative to the home folder when the home holds the weights. */
  path: z.string().min(1).max(4096),
  info: ModelInfoSchema,
  createdAt: Timestamp,
});
export type Model = z.infer<typeof ModelSchema>;
