export interface Include {
  name: string;
  line: number;
  /** `#include "x"`, as against `#include <x>`. */
  quoted: boolean;
}

/** The #include lines of a C++ or CUDA file; commented ones are not read. */
export function parseIncludes(source: string): Include[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
  const includes: Include[] = [];
  for (const [index, text] of code.split("\n").entries()) {
    const match = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(text);
    if (match === null) continue;
    includes.push({ name: match[2] ?? "", line: index + 1, quoted: match[1] === '"' });
  }
  return includes;
}
