import { defineText } from "../../app/text/text.ts";

export const text = defineText("config-rows", {
  completion: "Learns",
  "completion-label": "the label of a text",
  "completion-answer": "the answer to a question",
  "completion-text": "the text itself",
  template: "Prompt template",
  labels: "Labels in the closed set",
  chat: "Through the chat template",
  truncate: "Cut texts that are too long",
  modelHash: "Base model, content hash",
  datasetHash: "Dataset version, content hash",
  splitSha256: "Split, hash",
});
