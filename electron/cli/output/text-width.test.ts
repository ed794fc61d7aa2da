import { describe, expect, it } from "vitest";
import { clip, pad, printable, textWidth, wrap } from "./text-width.ts";

describe("textWidth", () => {
  it("counts columns, not code units", () => {
    expect(textWidth("CTA Chest PE")).toBe(12);
    expect(textWidth("Œdème aigu")).toBe(10);
    expect(textWidth("e\u0301te\u0301")).toBe(3);
    expect(textWidth("肺炎")).toBe(4);
    expect(textWidth("👩‍⚕️")).toBe(2);
  });

  it("gives colour codes no width", () => {
    expect(textWidth("\u001b[31mred\u001b[39m")).toBe(3);
  });
});

describe("clip and pad", () => {
  it("clips to the columns there are, with an ellipsis", () => {
    expect(clip("MR Brain without contrast", 10)).toBe("MR Brain …");
    expect(clip("short", 10)).toBe("short");
    expect(textWidth(clip("肺炎肺炎肺炎", 5))).toBeLessThanOrEqual(5);
  });

  it("pads to the right or the left", () => {
    expect(pad("ab", 4)).toBe("ab  ");
    expect(pad("é", 3, "right")).toBe("  é");
    expect(pad("too long", 3)).toBe("too long");
  });
});

describe("wrap", () => {
  it("breaks at spaces and keeps line breaks", () => {
    expect(wrap("acute chest pain\nrule out PE", 11)).toEqual([
      "acute chest",
      "pain",
      "rule out PE",
    ]);
  });

  it("breaks a word that is longer than a line, and loses no character of it", () => {
    const lines = wrap("x".repeat(25), 10);
    expect(lines).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  });

  it("never makes a line wider than asked", () => {
    const text = "Cardiomegaly 肺炎肺炎肺炎肺炎 and pneumothoraxpneumothorax, è verylongwordindeed";
    for (let width = 4; width < 30; width++) {
      for (const line of wrap(text, width)) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it("never changes a finished line when more text comes", () => {
    const text = "The chest radiograph shows a small left pleural effusion and no pneumothorax.";
    for (let end = 1; end < text.length; end++) {
      const finished = wrap(text.slice(0, end), 17).slice(0, -1);
      expect(wrap(text, 17).slice(0, finished.length)).toEqual(finished);
    }
  });
});

describe("printable", () => {
  it("takes away what could drive the terminal", () => {
    expect(printable("a\u001b[2Jb\u0007c\u001b]0;title\u0007d")).toBe("abcd");
    expect(printable("\u202egnirts")).toBe("gnirts");
    expect(printable("over\rwritten")).toBe("over written");
    expect(printable("\u009b31mred")).not.toMatch(/[\u0080-\u009f]/);
  });

  it("keeps lines only when asked to", () => {
    expect(printable("a\nb\tc")).toBe("a b c");
    expect(printable("a\r\nb", true)).toBe("a\nb");
  });
});
