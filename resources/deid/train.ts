// Makes tagger.bin: node resources/deid/train.ts --data DIR. The same data makes the same bytes.
// DIR holds mts_dialog/MTS-Dialog-TrainingSet.csv and medquad/medquad.jsonl.gz (see NOTICE).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { encodeModel } from "../../electron/shared/domain/deid/tagger/model.ts";
import { readCorpora } from "./corpora.ts";
import { Draw } from "./draw.ts";
import { Perceptron } from "./perceptron.ts";
import { observed, plain, type Sentence, synthetic } from "./sentences.ts";
import { vocabularyOf } from "./vocabulary.ts";

const SYNTHETIC = 60_000;
const PLAIN = 8_000;
const OBSERVED = 25_000;
const EPOCHS = 4;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    output: { type: "string", default: join(import.meta.dirname, "tagger.bin") },
  },
});
if (values.data === undefined) throw new Error("--data DIR is missing: the folder of the texts.");

const draw = new Draw(20_240_611);
const texts = readCorpora(values.data);
const vocabulary = vocabularyOf(texts);
console.log(
  `${texts.length} sentences, ${vocabulary.common.length} words, ${vocabulary.terms.length} terms`,
);
draw.shuffle(texts);
const seen = texts.flatMap((text) => observed(text) ?? []).slice(0, OBSERVED);
const made: Sentence[] = Array.from({ length: SYNTHETIC }, () => synthetic(draw));
const empty: Sentence[] = Array.from({ length: PLAIN }, () => plain(draw));
const perceptron = new Perceptron();
perceptron.train([...made, ...empty, ...seen], vocabulary, draw, EPOCHS);
const bytes = encodeModel({ weights: perceptron.weights(), ...vocabulary });
writeFileSync(values.output, bytes);
console.log(`${values.output}: ${bytes.length} bytes`);
