// Reads what the rules need from TypeScript text without a parser: comments, strings, templates and
// regular expressions are told apart, so that an import inside one of them is not taken for one.

export interface ImportSpecifier {
  specifier: string;
  line: number;
  /** `import type` or `export type`: gone at run time. */
  typeOnly: boolean;
}

export interface Text {
  value: string;
  line: number;
}

export interface ParsedTypeScript {
  imports: ImportSpecifier[];
  texts: Text[];
}

const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//g;

/** A slash begins a regular expression only where a value may begin. */
const beforeRegularExpression = /(?:^|[=(,:;!&|?{}[+\n>]|\breturn|\btypeof|\bcase)\s*$/;

/** Replaces each text by its number in quotes, and each comment and regular expression by blanks. */
function mask(source: string): { masked: string; texts: Text[] } {
  const texts: Text[] = [];
  const lineAt = lineCounter(source);
  let masked = "";
  let position = 0;
  token.lastIndex = 0;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const found = match[0];
    const before = source.slice(position, match.index);
    const isComment = found.startsWith("//") || found.startsWith("/*");
    if (found.startsWith("/") && !isComment) {
      if (!beforeRegularExpression.test((masked + before).slice(-64))) {
        token.lastIndex = match.index + 1; // a division: go on behind it
        continue;
      }
      masked += `${before}0`;
    } else if (isComment) {
      masked += before + found.replace(/[^\n]/g, " ");
    } else {
      masked += `${before}"#${texts.length}"`;
      texts.push({ value: found.slice(1, -1), line: lineAt(match.index) });
    }
    position = token.lastIndex;
  }
  return { masked: masked + source.slice(position), texts };
}

function lineCounter(source: string): (index: number) => number {
  let line = 1;
  let position = 0;
  return (index) => {
    for (; position < index; position += 1) if (source[position] === "\n") line += 1;
    return line;
  };
}

const never = /(?!)/;
const importForms: { pattern: RegExp; typeOnly: RegExp }[] = [
  // import x from "a"; import type { x } from "a"; export { x } from "a"
  { pattern: /\b(?:import|export)\b([^;"]*?)\bfrom\s*"#(\d+)"/g, typeOnly: /^\s+type\b(?!\s*,)/ },
  // import "a"; import("a"); require("a"); and the type import("a").X
  { pattern: /\bimport\b(\s*)"#(\d+)"/g, typeOnly: never },
  { pattern: /\b(?:import|require(?:\.resolve)?)\b(\s*\(\s*)"#(\d+)"/g, typeOnly: never },
];

export function parseTypeScript(source: string): ParsedTypeScript {
  const { masked, texts } = mask(source);
  const imports: ImportSpecifier[] = [];
  for (const { pattern, typeOnly } of importForms) {
    for (const match of masked.matchAll(pattern)) {
      const text = texts[Number(match[2])];
      if (text === undefined) continue;
      imports.push({
        specifier: text.value,
        line: text.line,
        typeOnly: typeOnly.test(match[1] ?? ""),
      });
    }
  }
  return { imports, texts };
}
