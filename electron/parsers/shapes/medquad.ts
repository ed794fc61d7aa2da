import { rowOf, type Shape } from "./shape.ts";

/**
 * MedQuAD (Ben Abacha and Demner-Fushman, 2019): questions and answers of public health sites. The
 * questions of one document are one group: they share its words. Its ids begin again in each
 * document, and documents in each source: they name no row.
 */
export const MEDQUAD: Shape = {
  title: "a MedQuAD file",
  needs: ["question", "answer", "focus", "source"],
  mapping: {
    text: "question",
    label: null,
    group: "doc",
    id: null,
    answer: "answer",
    part: null,
  },
  *items(record) {
    const source = record.text("source");
    yield rowOf(record, ["question", "answer"], ([question = "", answer = ""]) => ({
      fields: {
        text: question,
        answer,
        group: documentOf(source, record.text("doc")),
      },
      ...(source ? { origin: source } : {}),
    }));
  },
};

function documentOf(source = "", doc = ""): string | null {
  return doc === "" ? null : `${source} ${doc}`.trim();
}
