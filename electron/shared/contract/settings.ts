import { z } from "zod";
import { Count, Id, Name } from "../domain/bounds.ts";
import { SettingsChangeSchema, SettingsSchema } from "../domain/settings.ts";
import { Nothing } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const StorageReportSchema = z.strictObject({
  /** Where the home lies, for reading; no call takes it back. */
  place: z.string().max(4096),
  freeBytes: Count,
  totalBytes: Count,
  /** The encrypted store: datasets, runs, figures, conversations, audit log. */
  storeBytes: Count,
  /** Base models kept in the home; registered folders elsewhere are not counted. */
  modelBytes: Count,
  checkpointBytes: Count,
  logBytes: Count,
  /** All of the home: store, models, checkpoints and log files together. */
  usedBytes: Count,
  datasets: z.strictObject({ versions: Count, rows: Count }),
  conversations: Count,
  /** Runs by the size of their checkpoints, largest first. */
  runs: z.array(z.strictObject({ id: Id, name: Name, checkpoints: Count, bytes: Count })).max(1000),
});
export type StorageReport = z.infer<typeof StorageReportSchema>;

const Version = z.string().max(100);

export const AboutSchema = z.strictObject({
  version: Version,
  licence: z.string().max(100),
  electron: Version,
  chrome: Version,
  node: Version,
  packages: z
    .array(
      z.strictObject({ name: z.string().max(200), version: Version, licence: z.string().max(200) }),
    )
    .max(1000),
  /** The notices that go with the bundled model and the linked libraries. */
  notice: z.string().max(1 << 20),
});
export type About = z.infer<typeof AboutSchema>;

export const settings = defineDomain("settings", {
  get: query(Nothing, SettingsSchema),
  /** Changes what is named and returns all. */
  set: command(SettingsChangeSchema, SettingsSchema),
  storage: query(Nothing, StorageReportSchema),
  about: query(Nothing, AboutSchema),
});
