import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { AppError, toAppError } from "./errors.ts";
import { capture, unwrap } from "./result.ts";
import { systemError } from "./system-error.ts";

describe("errors across a boundary", () => {
  it("carry code, message, hint, details and field; never stack, path or cause", async () => {
    const error = new AppError("DISK_FULL", "The disk is full.", {
      hint: "Free some space.",
      field: "--home",
      details: { neededBytes: 7 },
      path: "/home/someone/notes.csv",
      cause: new Error("patient text"),
    });
    const result = await capture(() => {
      throw error;
    });
    const text = JSON.stringify(result);
    expect(text).not.toMatch(/someone|patient text|errors\.test/);
    expect(JSON.parse(text)).toEqual({
      ok: false,
      error: {
        code: "DISK_FULL",
        message: "The disk is full.",
        hint: "Free some space.",
        details: { neededBytes: 7, field: "--home" },
      },
    });
    try {
      unwrap(result);
      expect.unreachable();
    } catch (received) {
      const { code, field, details } = received as AppError;
      expect({ code, field, details }).toEqual({
        code: "DISK_FULL",
        field: "--home",
        details: { neededBytes: 7 },
      });
    }
    expect(unwrap(await capture(async () => 5))).toBe(5);
  });

  it("hide the message of a foreign error, which may quote a note", () => {
    const error = toAppError(new TypeError("cannot read 'chest pain'"));
    expect(error).toMatchObject({ code: "INTERNAL", details: { kind: "TypeError" } });
    expect(error.message).not.toContain("chest pain");
    expect(toAppError(error)).toBe(error);
  });

  it("name system faults by what they mean", () => {
    const fault = (code: string) => Object.assign(new Error("ENOSPC: /secret"), { code });
    const code = (errno: string) => (systemError(fault(errno), "saving") as AppError).code;
    expect(code("ENOSPC")).toBe("DISK_FULL");
    expect(code("EROFS")).toBe("READ_ONLY");
    expect(code("EACCES")).toBe("PERMISSION_DENIED");
    expect(code("EIO")).toBe("IO");
    const foreign = new Error("no code");
    expect(systemError(foreign, "saving")).toBe(foreign);
  });
});

describe("canonical JSON", () => {
  it("gives equal text for equal values and refuses what JSON would change", () => {
    expect(canonicalJson({ b: [1, null, "x"], a: { d: true, c: undefined } })).toBe(
      '{"a":{"d":true},"b":[1,null,"x"]}',
    );
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n, undefined]) {
      expect(() => canonicalJson([bad])).toThrow(TypeError);
    }
  });
});
