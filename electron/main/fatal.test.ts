import { describe, expect, it } from "vitest";
import { tellFatal } from "./fatal.ts";

function told(error: unknown, open = true) {
  const lines: string[] = [];
  const logged: unknown[] = [];
  const logger = { error: (event: string, cause: unknown) => void logged.push([event, cause]) };
  tellFatal(error, { logger: () => (open ? logger : null), say: (line) => void lines.push(line) });
  return { lines, logged };
}

describe("an error nobody caught", () => {
  it("is logged, and says its class alone", () => {
    const error = new TypeError("cannot read the note of Mrs Smith");
    expect(told(error)).toEqual({ lines: ["fatal: TypeError\n"], logged: [["fatal", error]] });
    expect(told(error, false).logged).toEqual([]);
  });

  it("says no text that was put in the place of a class", () => {
    expect(told("the note of Mrs Smith").lines).toEqual(["fatal: string\n"]);
    const named = Object.assign(new Error("x"), { name: "Mrs Smith" });
    expect(told(named).lines).toEqual(["fatal: Error\n"]);
  });

  it("survives a logger that cannot be had", () => {
    const lines: string[] = [];
    const logger = () => {
      throw new Error("closing");
    };
    tellFatal(new RangeError("x"), { logger, say: (line) => void lines.push(line) });
    expect(lines).toEqual(["fatal: RangeError\n"]);
  });
});
