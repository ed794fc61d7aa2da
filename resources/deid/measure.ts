// Measures the search on a set of marked texts and writes figures.json:
// node resources/deid/measure.ts --set FILE. The set is for measuring alone; nothing learns from it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DeidFigures } from "../../electron/shared/domain/deid/figures.ts";
import { decodeModel } from "../../electron/shared/domain/deid/tagger/model.ts";
import { COUNTED, figuresOf, isDevelopment, type MarkedText } from "./marked-set.ts";

const { values } = parseArgs({ options: { set: { type: "string" } } });
if (values.set === undefined) throw new Error("--set FILE is missing: the marked texts.");
const bytes = readFileSync(join(import.meta.dirname, "tagger.bin"));
const model = decodeModel(bytes);
const texts: MarkedText[] = JSON.parse(readFileSync(values.set, "utf8"));
const figures: DeidFigures = {
  taggerSha256: createHash("sha256").update(bytes).digest("hex"),
  set: "1,500 synthetic sentences of presidio-research (synth_dataset_v2; names and addresses of many countries)",
  counted: COUNTED,
  parts: [
    figuresOf("looked at while developing", texts.filter(isDevelopment), model),
    figuresOf(
      "held out by template",
      texts.filter((text) => !isDevelopment(text)),
      model,
    ),
    figuresOf("all", texts, model),
  ],
};
writeFileSync(join(import.meta.dirname, "figures.json"), `${JSON.stringify(figures, null, 2)}\n`);
for (const { name, recall, precision } of figures.parts) console.log(name, recall, precision);
