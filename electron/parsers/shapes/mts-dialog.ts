import { basename } from "node:path";
import type { Part } from "../../shared/domain/split.ts";
import { rowOf, type Shape } from "./shape.ts";

/**
 * MTS-Dialog (Ben Abacha et al., 2023): a conversation of doctor and patient, and the section of a
 * note that tells it. The section asked for stands after the dialogue: the answer depends on it.
 * The files are published by part, and their names say which; their ids begin again in each file.
 */
export const MTS_DIALOG: Shape = {
  title: "an MTS-Dialog file",
  needs: ["section_header", "section_text", "dialogue"],
  mapping: {
    text: "dialogue",
    label: null,
    group: null,
    id: null,
    answer: "section_text",
    part: "file name",
  },
  *items(record) {
    yield rowOf(
      record,
      ["dialogue", "section_header", "section_text"],
      ([dialogue = "", header = "", section = ""]) => ({
        fields: {
          text: `${dialogue}\n\nSection: ${header}`,
          answer: section,
          part: partOfName(record.path),
        },
        origin: `section ${header}`,
      }),
    );
  },
};

function partOfName(path: string): Part | null {
  const name = basename(path).toLowerCase();
  if (name.includes("training")) return "train";
  if (name.includes("validation")) return "validation";
  return /test/.test(name) ? "test" : null;
}
