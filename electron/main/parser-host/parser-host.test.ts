import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { ColumnMappingSchema } from "../../shared/domain/dataset.ts";
import type { InputRecord } from "../services/label-ports.ts";
import type { ParsedItem } from "../services/ports.ts";
import { childParsers } from "./child-process.ts";
import { createParserHost } from "./parser-host.ts";
import type { StartParser } from "./transport.ts";

const NONE = ColumnMappingSchema.parse({});

/** Remembers whether every parser that was started is gone again. */
function watched(start: StartParser): StartParser & { alive: () => number } {
  let alive = 0;
  const watching: StartParser = () => {
    const process = start();
    alive += 1;
    process.onEnd(() => {
      alive -= 1;
    });
    return process;
  };
  return Object.assign(watching, { alive: () => alive });
}

function fileOf(content: string, name = "input.csv"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** A parser made of this source instead of the product's. */
function parserOf(source: string): StartParser {
  return childParsers(fileOf(source, "parser.mjs"), 64);
}

const ended = async (start: { alive: () => number }) => {
  while (start.alive() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe("a document", () => {
  it("comes through whole, in order and with its progress", async () => {
    const rows = Array.from({ length: 2345 }, (_, i) => `note ${i},L${i % 3}`);
    const path = fileOf(`text,label\n${rows.join("\n")}\n`);
    const start = watched(childParsers());
    const document = await createParserHost(start).parse({ path, kind: "csv", mapping: NONE });
    expect(document.mapping).toMatchObject({ text: "text", label: "label" });
    const items: ParsedItem[] = [];
    for await (const item of document.items) items.push(item);
    expect(items).toHaveLength(2345);
    expect(items.at(-1)).toMatchObject({ type: "row", row: { text: "note 2344" } });
    expect(document.doneBytes).toBe(document.totalBytes);
    await ended(start);
  });

  it("that is left in the middle ends its parser", async () => {
    const path = fileOf(`text\n${"note\n".repeat(50_000)}`);
    const start = watched(childParsers());
    const document = await createParserHost(start).parse({ path, kind: "csv", mapping: NONE });
    for await (const item of document.items) {
      expect(item.type).toBe("row");
      break;
    }
    await ended(start);
  });

  it("with a fault fails with the parser's own words and the path on this side", async () => {
    const path = fileOf('text\n"never closed\n');
    const host = createParserHost(childParsers());
    const document = await host.parse({ path, kind: "csv", mapping: NONE });
    const reading = (async () => {
      for await (const _ of document.items);
    })();
    await expect(reading).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "A quoted field is not closed before the end of the file.",
      path,
    });
    await expect(
      host.parse({ path: `${path}.gone`, kind: "csv", mapping: NONE }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a table to label", () => {
  it("comes with all its columns, and the text of each row", async () => {
    const path = fileOf(
      `nr,note\n${Array.from({ length: 1200 }, (_, i) => `${i},note ${i}`).join("\n")}\n,\n`,
    );
    const start = watched(childParsers());
    const table = await createParserHost(start).openTable(path, undefined);
    expect(table.headers).toEqual(["nr", "note"]);
    const records: InputRecord[] = [];
    for await (const record of table.records) records.push(record);
    expect(records).toHaveLength(1201);
    expect(records[700]).toEqual({ cells: ["700", "note 700"], text: "note 700", problem: "" });
    expect(records.at(-1)).toMatchObject({ text: null, problem: "text: empty" });
    expect(table.doneBytes).toBe(table.totalBytes);
    await ended(start);
  });

  it("with a wrong column fails in words, and leaves no process", async () => {
    const start = watched(childParsers());
    const opening = createParserHost(start).openTable(fileOf("a,b\n1,2\n"), "gone");
    await expect(opening).rejects.toMatchObject({ message: "The text column is not in the file." });
    await ended(start);
  });
});

describe("a parser", () => {
  const preview = (start: StartParser, ms = 400) =>
    createParserHost(start, { parse: ms, preview: ms }).preview({
      path: "/nowhere",
      kind: null,
      mapping: NONE,
    });

  it("that hangs is ended after its time", async () => {
    const start = watched(parserOf("for (;;);"));
    await expect(preview(start)).rejects.toMatchObject({
      code: "TOO_LARGE",
      message: /longer than/,
    });
    await ended(start);
  });

  it("that eats memory ends alone", async () => {
    const start = watched(
      parserOf("const all = []; for (;;) all.push(new Array(1000).fill(all.length));"),
    );
    await expect(preview(start, 30_000)).rejects.toMatchObject({
      code: "TOO_LARGE",
      message: /more memory/,
    });
    await ended(start);
  });

  it("that breaks or says something else is an error, not a crash", async () => {
    await expect(preview(parserOf("throw new Error('x')"), 20_000)).rejects.toMatchObject({
      code: "INTERNAL",
    });
    const other = "process.send({ type: 'boo' })";
    await expect(preview(parserOf(other), 20_000)).rejects.toMatchObject({ code: "INTERNAL" });
  });

  it("sees none of this process's variables", async () => {
    const source = "process.send({ type: 'preview', preview: Object.keys(process.env) })";
    const names = (await preview(parserOf(source), 20_000)) as unknown as string[];
    // The two that say where the line to this process is.
    expect(names.filter((name) => !name.startsWith("NODE_CHANNEL_"))).toEqual(["LC_ALL"]);
  });
});

it("a preview crosses the processes", async () => {
  const path = fileOf("indication,protocol\nchest pain,CT Chest\n");
  const host = createParserHost(childParsers());
  const found = await host.preview({ path, kind: null, mapping: NONE });
  expect(found.mapping).toMatchObject({ text: "indication", label: "protocol" });
  expect(found.read).toMatchObject({ rows: 1, whole: true });
});
