import { z } from "zod";

/** A file the person chose, named by a handle: paths never cross the boundary. */
export const FileHandle = z.string().regex(/^file-[a-z0-9]{8}$/, "expected a file handle");

/** A thing by its id, its name or the beginning of its hash. */
export const Reference = z.string().trim().min(1).max(200);

export const Nothing = z.strictObject({});

export const Paging = z.strictObject({
  afterSeq: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
});
