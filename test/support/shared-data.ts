import { existsSync } from "node:fs";
import { join } from "node:path";

/** Real inputs beside the checkout; not part of the project, so a machine may lack them. */
const FOLDER = join(import.meta.dirname, "../../../shared/data");

/** The path of a real input, or null with a line that says which test goes without. */
export function sharedData(name: string): string | null {
  const path = join(FOLDER, name);
  if (existsSync(path)) return path;
  console.warn(`Skipped: ../shared/data/${name} is not on this machine.`);
  return null;
}
