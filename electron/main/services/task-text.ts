import type { Example } from "../trainer-host/protocol/methods.ts";

/** A row as one text, for counting its tokens. */
export function plainText(example: Example): string {
  if (example.kind === "text") return example.text;
  if (example.kind === "chat") return example.messages.map((turn) => turn.text).join("\n");
  const { before, text, after } = example.prompt;
  return before + text + after + example.completion;
}
