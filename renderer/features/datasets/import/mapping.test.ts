import { describe, expect, it } from "vitest";
import type { ColumnMapping } from "../../../../electron/shared/domain/dataset.ts";
import type { DatasetPreview } from "../../../../electron/shared/domain/dataset-preview.ts";
import { importOptions, nameOfFile, usedFirst, withRole } from "./mapping.ts";

const SHOWN: ColumnMapping = {
  text: "note",
  label: "protocol",
  group: null,
  id: null,
  answer: null,
  part: null,
};

describe("a changed role", () => {
  it("settles all the others as they are shown", () => {
    expect(withRole(SHOWN, "group", "patient")).toEqual({
      text: "note",
      label: "protocol",
      group: "patient",
      id: "-",
      answer: "-",
      part: "-",
    });
  });

  it("takes the column from the role that had it", () => {
    expect(withRole(SHOWN, "text", "protocol")).toMatchObject({ text: "protocol", label: "-" });
  });

  it("can be none", () => {
    expect(withRole(SHOWN, "label", null)).toMatchObject({ text: "note", label: "-" });
  });
});

describe("what the import is told", () => {
  const preview = { kind: "csv", fixed: false, mapping: SHOWN } as DatasetPreview;

  it("is what was shown: nothing is looked for by name behind the person's back", () => {
    expect(importOptions(" orders ", preview)).toEqual({
      name: "orders",
      kind: "csv",
      mapping: { text: "note", label: "protocol", group: "-", id: "-", answer: "-", part: "-" },
    });
  });

  it("leaves fixed columns to their kind", () => {
    const { mapping } = importOptions("q", { ...preview, kind: "pubmedqa", fixed: true });
    expect(Object.values(mapping)).toEqual([null, null, null, null, null, null]);
  });
});

it("columns with a role are shown first, the others stay in order", () => {
  const column = (name: string, unusable: "repeated-name" | null = null) => {
    return { name, unusable, filled: 1, distinct: 1, meanChars: 1 };
  };
  const columns = ["a", "protocol", "b", "note"].map((name) => column(name));
  expect(usedFirst({ columns, mapping: SHOWN })).toEqual([3, 1, 0, 2]);
  const twice = [column("note", "repeated-name"), column("note", "repeated-name")];
  expect(usedFirst({ columns: twice, mapping: SHOWN })).toEqual([0, 1]);
});

it.each([
  ["orders 2024.csv", "orders 2024"],
  ["archive.tar.gz", "archive.tar"],
  [".csv", ".csv"],
  ["noextension", "noextension"],
])("the file %s proposes the name %s", (file, name) => {
  expect(nameOfFile(file)).toBe(name);
});
