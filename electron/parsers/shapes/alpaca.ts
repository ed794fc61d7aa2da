import { rowOf, type Shape } from "./shape.ts";

/**
 * Instruction data (Taori et al., 2023): instruction, an input that may be empty, output. The text
 * is the instruction, an empty line and the input.
 */
export const ALPACA: Shape = {
  title: "an instruction file (Alpaca)",
  needs: ["instruction", "output"],
  mapping: {
    text: "instruction",
    label: null,
    group: null,
    id: null,
    answer: "output",
    part: null,
  },
  *items(record) {
    const input = record.text("input");
    yield rowOf(record, ["instruction", "output"], ([instruction = "", output = ""]) => {
      const text = input === undefined || input === "" ? instruction : `${instruction}\n\n${input}`;
      return { fields: { text, answer: output } };
    });
  },
};
