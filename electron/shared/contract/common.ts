import { z } from "zod";

/** A file the person chose, named by a handle: paths never cross the boundary. */
export const FileHandle = z.string().regex(/^file-[a-z0-9]{8}$/, "expected a file handle");

/** A thing by its id, its name or the beginning of its hash. */
export const Reference = z.string().trim().min(1).max(200);

export const Nothing = z.strictObject({});

/** Which device computes; what is left out, the machine decides. */
export const DeviceChoiceSchema = z.strictObject({
  backend: z.enum(["cpu", "cuda"]).exactOptional(),
  device: z.number().int().min(0).max(1023).exactOptional(),
  threads: z.number().int().min(0).max(1024).exactOptional(),
  deterministic: z.boolean().exactOptional(),
});

/** Which checkpoint of a run answers: "best", "last", or a step. */
export const CheckpointChoiceSchema = z.string().regex(/^(best|last|(step-)?\d{1,9})$/);
