import { z } from "zod";
import { Name } from "../domain/bounds.ts";
import { ModelSchema } from "../domain/model.ts";
import { ModelCheckSchema } from "../domain/model-check.ts";
import { FileHandle, Nothing, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

/** A registered model as the window knows it: the name of its folder, not the path. */
export const ListedModelSchema = ModelSchema.omit({ path: true }).extend({
  folder: z.string().max(300),
  /** The base that came with the program. */
  bundled: z.boolean(),
});
export type ListedModel = z.infer<typeof ListedModelSchema>;

const One = z.strictObject({ model: Reference });

export const models = defineDomain("models", {
  /** Looks at a chosen folder without registering it. */
  inspect: query(
    z.strictObject({ folder: FileHandle }),
    ModelCheckSchema.extend({ suggestedName: Name }),
  ),
  /** Registers a folder. Reads all weights once, to know them again. */
  add: command(z.strictObject({ folder: FileHandle, name: Name.optional() }), ListedModelSchema),
  /** Registers the base that came with the program; the one that is there is returned. */
  addBundled: command(Nothing, ListedModelSchema),
  list: query(Nothing, z.array(ListedModelSchema).max(10_000)),
  /** Models that were removed and can be restored. */
  removed: query(Nothing, z.array(ListedModelSchema).max(10_000)),
  /** A registered model as it lies on the disk now: is it there, complete and usable? */
  check: query(One, ModelCheckSchema),
  /** Takes a model out of every list; its files stay, and runs that used it keep working. */
  remove: command(One, ListedModelSchema),
  restore: command(One, ListedModelSchema),
});
