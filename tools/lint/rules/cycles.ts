import type { Finding, Project } from "../project.ts";

type Graph = Map<string, { target: string; line: number }[]>;

function graphOf(project: Project): Graph {
  const graph: Graph = new Map();
  for (const file of project.typescript) {
    const edges = file.imports.map((one) => ({ target: one.file ?? "", line: one.line }));
    graph.set(file.path, edges);
  }
  for (const file of project.native) {
    const edges = file.includes.map((one) => ({ target: one.file ?? "", line: one.line }));
    graph.set(file.path, edges);
  }
  return graph;
}

/** One finding per cycle found on a depth-first walk, at the import that closes it. */
export function checkCycles(project: Project): Finding[] {
  const graph = graphOf(project);
  const findings: Finding[] = [];
  const done = new Set<string>();
  const trail: string[] = [];

  const visit = (path: string): void => {
    trail.push(path);
    for (const { target, line } of graph.get(path) ?? []) {
      const start = trail.indexOf(target);
      if (start >= 0) {
        const cycle = [...trail.slice(start), target].join(" -> ");
        findings.push({ path, line, message: `import cycle: ${cycle}` });
      } else if (graph.has(target) && !done.has(target)) {
        visit(target);
      }
    }
    trail.pop();
    done.add(path);
  };

  for (const path of graph.keys()) if (!done.has(path)) visit(path);
  return findings;
}
