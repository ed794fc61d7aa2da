import { describe, expect, it } from "vitest";
import { parseTypeScript } from "./typescript-source.ts";

const specifiers = (source: string) => parseTypeScript(source).imports.map((one) => one.specifier);

describe("imports", () => {
  it("reads every form", () => {
    const source = `
      import a from "a";
      import { b,
        c } from 'b';
      import * as d from "./d.ts";
      import "e";
      export { f } from "f";
      export * from "g";
      const h = await import("h");
      const i = require("i");
    `;
    expect(specifiers(source).sort()).toEqual(["./d.ts", "a", "b", "e", "f", "g", "h", "i"]);
  });
  it("tells type imports from values", () => {
    const source = `import type { A } from "a";\nimport { type B } from "b";\nexport type { C } from "c";`;
    expect(parseTypeScript(source).imports.map((one) => one.typeOnly)).toEqual([true, false, true]);
  });
  it("takes a default import that is called type for a value", () => {
    expect(parseTypeScript(`import type, { a } from "a";`).imports[0]?.typeOnly).toBe(false);
  });
  it("gives the line", () => {
    expect(parseTypeScript(`// first\n\nimport a from "a";`).imports[0]?.line).toBe(3);
  });
  it("ignores comments, strings, templates and regular expressions", () => {
    const source = [
      `// import a from "a";`,
      `/* import b from "b"; */`,
      `const s = "import c from 'c'";`,
      "const t = `import d from 'd'`;",
      `const r = /["'\`]/;`,
      `const half = width / 2; const q = "x / y";`,
      `import e from "e";`,
    ].join("\n");
    expect(specifiers(source)).toEqual(["e"]);
  });
});
