import { z } from "zod";
import { Count } from "../domain/bounds.ts";
import { FileHandle } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

/** What a dialog asks for; the main process knows title, filter and kind of dialog of each. */
export const FILE_PURPOSES = [
  "dataset",
  "model-folder",
  "case-file",
  "watch-folder",
  "terminology-file",
  "label-input",
  "label-output",
  "config-input",
  "config-output",
  "chart-output",
  "text-output",
] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** A file or folder the person chose. The path stays in the main process. */
export const ChosenFileSchema = z.strictObject({
  handle: FileHandle,
  name: z.string().max(300),
  bytes: Count,
  folder: z.boolean(),
});
export type ChosenFile = z.infer<typeof ChosenFileSchema>;

export const files = defineDomain("files", {
  /** Opens the system's dialog; an empty list means that the person closed it. Changes no data. */
  choose: query(
    z.strictObject({
      purpose: z.enum(FILE_PURPOSES),
      /** Name offered by a dialog that saves. */
      suggestedName: z.string().max(200).optional(),
    }),
    z.array(ChosenFileSchema).max(100),
  ),
  /** Writes text that the window made (a chart's CSV, a configuration) to a chosen place. */
  writeText: command(
    z.strictObject({ handle: FileHandle, text: z.string().max(64 << 20) }),
    z.strictObject({ bytes: Count }),
  ),
  /** Writes bytes, base64 (a chart as PNG). */
  writeBytes: command(
    z.strictObject({ handle: FileHandle, base64: z.string().max(64 << 20) }),
    z.strictObject({ bytes: Count }),
  ),
  /** Text of a small chosen file: a configuration to import. */
  readText: query(
    z.strictObject({ handle: FileHandle }),
    z.strictObject({ text: z.string().max(1 << 20) }),
  ),
});
