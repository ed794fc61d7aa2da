import { z } from "zod";

export const SettingsSchema = z.strictObject({
  /** Threads of the CPU backend; 0 = all cores. */
  threads: z.number().int().min(0).max(1024).default(0),
});
export type Settings = z.infer<typeof SettingsSchema>;
