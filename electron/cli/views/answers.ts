import type { AnswerEvaluation, AnswerFigures } from "../../shared/domain/answer-evaluation.ts";
import { counted, percentInterval } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";
import { INTERVAL_NOTE } from "./evaluation.ts";

export interface AnswersView {
  title: string;
  datasetName: string;
}

/** Base and fine-tuned model beside each other, on the same questions. */
export function answersText(
  evaluation: AnswerEvaluation,
  { title, datasetName }: AnswersView,
  { style, width }: Reporter,
): string {
  const { base, tuned, gain, rows, available, maxNewTokens, seconds } = evaluation;
  const part = evaluation.part === null ? "all rows" : `${evaluation.part} part`;
  const asked = `${counted(rows, "question")} of ${available}`;
  return [
    style.bold(`${title} on ${datasetName}, ${part}: ${asked}`),
    "",
    table({
      columns: [
        { title: "", flexible: true },
        { title: "Shared words (F1)", align: "right" },
        { title: "ROUGE-L", align: "right" },
        { title: `Cut at ${maxNewTokens} tokens`, align: "right" },
      ],
      rows: [line("Base model", base), line("Fine-tuned", tuned)],
      style,
      width,
    }),
    "",
    `Gain in shared words: ${percentInterval(gain)}.`,
    INTERVAL_NOTE,
    `Took ${seconds.toFixed(1)} s. Answers are greedy: no chance in them.`,
  ].join("\n");
}

function line(name: string, { tokenF1, rougeL, cut }: AnswerFigures): string[] {
  return [name, percentInterval(tokenF1), percentInterval(rougeL), String(cut)];
}
