import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors.ts";
import { JsonReporter } from "./json-reporter.ts";

function recording(quiet = false): { reporter: JsonReporter; lines: () => unknown[] } {
  const written: string[] = [];
  const reporter = new JsonReporter((line) => written.push(line), quiet);
  return { reporter, lines: () => written.map((line) => JSON.parse(line) as unknown) };
}

describe("JsonReporter", () => {
  it("writes one object a line, whatever the text", () => {
    const { reporter, lines } = recording();
    reporter.notice('two\nlines "quoted"');
    reporter.event("step", { step: 1, loss: Number.NaN, type: "overwritten" });
    reporter.result({ seconds: 3 });
    expect(lines()).toEqual([
      { type: "notice", message: 'two\nlines "quoted"' },
      { type: "event", event: "step", step: 1, loss: null },
      { type: "result", seconds: 3 },
    ]);
  });

  it("thins progress out, but never loses the end of a phase", () => {
    const { reporter, lines } = recording();
    for (let done = 0; done <= 1000; done++) {
      reporter.progress({ phase: "training", done, total: 1000 });
    }
    expect(lines().length).toBeLessThan(10);
    expect(lines().at(-1)).toMatchObject({ phase: "training", done: 1000, total: 1000 });
  });

  it("says of an error what happened, what to do and which field", () => {
    const { reporter, lines } = recording(true);
    reporter.error(new AppError("NOT_FOUND", "No run x.", { hint: "List them.", field: "--run" }));
    expect(lines()).toEqual([
      {
        type: "error",
        code: "NOT_FOUND",
        message: "No run x.",
        hint: "List them.",
        field: "--run",
        details: {},
        path: null,
      },
    ]);
  });

  it("when quiet keeps the result alone", () => {
    const { reporter, lines } = recording(true);
    reporter.progress({ phase: "training", done: 1, total: 2 });
    reporter.notice("something");
    reporter.event("step", { step: 1 });
    reporter.result({ ok: true });
    expect(lines()).toEqual([{ type: "result", ok: true }]);
  });
});
