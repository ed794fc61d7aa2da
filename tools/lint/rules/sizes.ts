import type { Finding, Project } from "../project.ts";

const limits = [
  { name: /\.(ts|tsx|mjs)$/, lines: 500 },
  { name: /^native\/.*\.(h|cpp|cu|cuh)$/, lines: 600 },
];

/** A file over the limit holds two ideas. */
export function checkSizes(project: Project): Finding[] {
  const findings: Finding[] = [];
  for (const { path, text } of project.files) {
    const limit = limits.find(({ name }) => name.test(path));
    if (limit === undefined) continue;
    const lines = text.replace(/\n$/, "").split("\n").length;
    if (lines <= limit.lines) continue;
    const message = `${lines} lines, at most ${limit.lines}: split it by idea`;
    findings.push({ path, line: limit.lines + 1, message });
  }
  return findings;
}
