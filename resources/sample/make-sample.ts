/**
 * Writes the bundled sample: data/{train,validation,test}.csv and protocols.json.
 *
 *   node resources/sample/make-sample.ts [--out DIR]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { sampleFiles } from "./sample-files.ts";

if (import.meta.main) {
  const { values } = parseArgs({
    options: { out: { type: "string", default: import.meta.dirname } },
  });
  for (const [name, content] of sampleFiles()) {
    const path = join(values.out, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    console.log(`${name} ${Buffer.byteLength(content)} bytes`);
  }
}
