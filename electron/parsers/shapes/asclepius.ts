import { reject } from "../build-row.ts";
import { rowOf, type Shape } from "./shape.ts";

const TASKS = [
  "Abbreviation Expansion",
  "Coreference Resolution",
  "Named Entity Recognition",
  "Paraphrasing",
  "Question Answering",
  "Relation Extraction",
  "Summarization",
  "Temporal Information Extraction",
] as const;
const BY_NAME: ReadonlyMap<string, string> = new Map(TASKS.map((task) => [plain(task), task]));

/**
 * Asclepius (Kweon et al., 2023): synthetic discharge summaries with one question each, of eight
 * tasks. The question stands after the note: what a short context window cuts off is the beginning
 * of the note. All rows of one note are one group.
 */
export const ASCLEPIUS: Shape = {
  title: "an Asclepius file",
  needs: ["note", "question", "answer", "task"],
  mapping: {
    text: "note",
    label: null,
    group: "patient_id",
    id: null,
    answer: "answer",
    part: null,
  },
  *items(record) {
    const task = BY_NAME.get(plain(record.text("task") ?? ""));
    if (task === undefined) {
      yield reject(record.sourceRow, "task: not one of the eight of Asclepius");
      return;
    }
    const patient = record.text("patient_id") || null;
    yield rowOf(
      record,
      ["note", "question", "answer"],
      ([note = "", question = "", answer = ""]) => ({
        fields: { text: `${note}\n\n${question}`, answer, group: patient },
        origin: task,
      }),
    );
  },
};

function plain(task: string): string {
  return task.toLowerCase().replace(/[^a-z]/g, "");
}
