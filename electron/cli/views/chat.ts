import type { ChatAnswer, PaneAnswer } from "../../main/services/api/chat.ts";
import { counted, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { printable, wrap } from "../output/text-width.ts";

/** Which weights spoke, how long and how fast. */
export function paneFooter(answer: PaneAnswer): string {
  const adapter =
    answer.adapterHash === null ? "no adapter" : `adapter ${shortHash(answer.adapterHash)}`;
  const speed = `${answer.tokensPerS.toFixed(0)} tokens/s`;
  const length = counted(answer.tokens, "token");
  const end = { stop: "", length: ", cut at the limit", cancelled: ", stopped" }[answer.finish];
  return `weights ${shortHash(answer.baseHash)}, ${adapter}: ${length}${end}, ${speed}`;
}

/** One answer under the other, for narrow terminals and files. */
export function stackedText(answer: ChatAnswer, reporter: Reporter): string {
  const { style, width } = reporter;
  const block = (title: string, pane: PaneAnswer) => [
    style.bold(title),
    ...wrap(printable(pane.text, true).trim(), Math.min(width, 100)),
    style.dim(paneFooter(pane)),
    "",
  ];
  return [
    ...block("Base", answer.base),
    ...block("Fine-tuned", answer.tuned),
    style.dim(answer.notice),
  ].join("\n");
}

/** What stands under two columns that were streamed. */
export function footerText(answer: ChatAnswer, { style }: Reporter): string {
  return [
    style.dim(`Base:       ${paneFooter(answer.base)}`),
    style.dim(`Fine-tuned: ${paneFooter(answer.tuned)}`),
    style.dim(answer.notice),
  ].join("\n");
}
