import { type Finding, isUnder, type Project } from "../project.ts";

/** Our .node file is named, and so loaded, in electron/trainer-process alone. */
export function checkAddon(project: Project): Finding[] {
  const findings: Finding[] = [];
  for (const file of project.typescript) {
    if (isUnder(file.path, "electron/trainer-process") || isUnder(file.path, "tools/lint"))
      continue;
    for (const text of file.texts) {
      if (!/\w\.node$/.test(text.value)) continue;
      const message = `names ${text.value}: electron/trainer-process alone loads the addon`;
      findings.push({ path: file.path, line: text.line, message });
    }
    const call = /\bprocess\s*\.\s*dlopen\b/.exec(file.text);
    if (call !== null) {
      const line = file.text.slice(0, call.index).split("\n").length;
      const message = "calls process.dlopen: electron/trainer-process alone loads the addon";
      findings.push({ path: file.path, line, message });
    }
  }
  return findings;
}
