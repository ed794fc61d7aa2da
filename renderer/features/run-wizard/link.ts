import { RunConfigSchema } from "../../../electron/shared/domain/run-config.ts";
import type { WizardValues } from "./form.ts";

/** What another page filled in: `?model=…&dataset=…&device=…&config=…`. What is not valid is left out. */
export function valuesOfLink(search: string): Partial<WizardValues> {
  const query = new URLSearchParams(search);
  const values: Partial<WizardValues> = {};
  for (const name of ["dataset", "model", "device"] as const) {
    const value = query.get(name);
    if (value !== null && value.length <= 200) values[name] = value;
  }
  const config = configOf(query.get("config"));
  if (config !== null) values.config = config;
  return values;
}

function configOf(text: string | null): WizardValues["config"] | null {
  if (text === null) return null;
  try {
    const parsed = RunConfigSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
