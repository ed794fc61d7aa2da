import { z } from "zod";
import { Name } from "../domain/bounds.ts";
import { ModelSchema } from "../domain/model.ts";
import { FileHandle, Nothing } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const models = defineDomain("models", {
  add: command(z.strictObject({ folder: FileHandle, name: Name.optional() }), ModelSchema),
  list: query(Nothing, z.array(ModelSchema).max(10_000)),
});
