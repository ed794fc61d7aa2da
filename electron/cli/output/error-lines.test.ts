import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors.ts";
import { errorLines } from "./error-lines.ts";

describe("errorLines", () => {
  it("says what happened, where, and what to do", () => {
    const error = new AppError("INVALID_INPUT", "A quoted field is not closed.", {
      field: "FILE",
      hint: "Look for a quote that is never closed.",
      details: { line: 3, columns: ["text"] },
      path: "/data/orders.csv",
    });
    expect(errorLines(error)).toEqual([
      "Error: A quoted field is not closed. (FILE)",
      "line 3",
      "File: /data/orders.csv",
      "Look for a quote that is never closed.",
    ]);
  });

  it("makes sentences of what the engine says, and flags of its fields", () => {
    const error = new AppError("INVALID_INPUT", "the context exceeds the model's 128", {
      field: "config.contextLength",
      hint: "set contextLength to at most 128",
    });
    expect(errorLines(error)).toEqual([
      "Error: The context exceeds the model's 128. (--context-length)",
      "Set contextLength to at most 128.",
    ]);
  });

  it("names a field once, and leaves a command to paste as it is", () => {
    const error = new AppError("INVALID_INPUT", "--rank is not valid: it must be at least 1.", {
      field: "--rank",
      hint: "Continue with: workbench train --resume run-1",
    });
    expect(errorLines(error)).toEqual([
      "Error: --rank is not valid: it must be at least 1.",
      "Continue with: workbench train --resume run-1",
    ]);
  });

  it("lets no control character through", () => {
    const error = new AppError("IO", "bad\u001b[2J name", { path: "a\u0007b" });
    expect(errorLines(error).join("")).toMatch(/^[^\p{Cc}]*$/u);
  });
});
