// Commands that are suggested to a person must work where they are pasted.
const STARTED_BY_NPM = new Set(["start", "workbench"]);
const COMMAND =
  /\bworkbench (?=(?:sample|import|split|inspect|models|plan|train|runs|evaluate|compare|label|chat|devices|verify|--help)\b)/g;

/** Suggested commands in the words this program was started with: by npm, or by its own name. */
export function asTyped(
  text: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (!STARTED_BY_NPM.has(env.npm_lifecycle_event ?? "")) return text;
  return text.replaceAll(COMMAND, "npm run workbench -- ");
}
