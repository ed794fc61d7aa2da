import { z } from "zod";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const FIELDS = {
  /** Threads of the CPU backend; 0 = all cores. */
  threads: z.number().int().min(0).max(1024),
  /** Which device computes where nothing else is chosen. */
  backend: z.enum(["cpu", "cuda"]),
  device: z.number().int().min(0).max(1023),
  theme: z.enum(THEMES),
  /** BCP 47; "system" follows the machine where there are texts for its language. */
  language: z.string().regex(/^(system|[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})$/),
  /** A notification of the system when long work ends while the window is not in front. */
  notifications: z.boolean(),
  /** Command id → keys ("Ctrl+Shift+K"); an empty text takes the keys away. */
  shortcuts: z
    .record(z.string().regex(/^[a-z][\w.:/-]{0,79}$/), z.string().max(40))
    .refine((map) => Object.keys(map).length <= 200, "at most 200 shortcuts"),
};

export const SettingsSchema = z.strictObject({
  threads: FIELDS.threads.default(0),
  backend: FIELDS.backend.default("cpu"),
  device: FIELDS.device.default(0),
  theme: FIELDS.theme.default("system"),
  language: FIELDS.language.default("system"),
  notifications: FIELDS.notifications.default(true),
  shortcuts: FIELDS.shortcuts.default({}),
});
export type Settings = z.infer<typeof SettingsSchema>;

/** Some of the settings; no default is filled in, so the others stay as they are. */
export const SettingsChangeSchema = z.strictObject(FIELDS).partial();
export type SettingsChange = z.infer<typeof SettingsChangeSchema>;
