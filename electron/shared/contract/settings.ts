import { SettingsSchema } from "../domain/settings.ts";
import { Nothing } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const settings = defineDomain("settings", {
  get: query(Nothing, SettingsSchema),
  set: command(SettingsSchema, SettingsSchema),
});
