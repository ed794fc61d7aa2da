import { resolve } from "node:path";

const STARTED_BY_NPM = new Set(["start", "workbench"]);

/**
 * A path as the person meant it: relative to the folder they typed in. npm moves to the folder of
 * package.json before it starts us and leaves the other one in INIT_CWD.
 */
export function personPath(
  path: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const script = env.npm_lifecycle_event ?? "";
  const typedIn = STARTED_BY_NPM.has(script) ? env.INIT_CWD : undefined;
  return resolve(typedIn ?? process.cwd(), path);
}

/** A name as it is; anything with a separator in it is a path. */
export function personReference(text: string): string {
  return /[/\\]/.test(text) ? personPath(text) : text;
}
