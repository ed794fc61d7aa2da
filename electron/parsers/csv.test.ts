import { describe, expect, it } from "vitest";
import { parseText } from "../../test/support/parse-text.ts";

const csv = (content: string | Uint8Array, mapping = {}) => parseText("csv", content, mapping);
const texts = async (content: string) => (await csv(content)).rows.map((row) => row.text);

describe("csv", () => {
  it("reads quotes, doubled quotes, inner line ends and a byte order mark", async () => {
    const { rows, rejects } = await csv(
      '\ufefftext,label\r\n"chest ""acute"" pain,\r\nleft",CTA Chest  PE\r\nfall,XR Hip\r\n',
    );
    expect(rejects).toEqual([]);
    expect(rows.map(({ text, label, sourceRow }) => [text, label, sourceRow])).toEqual([
      ['chest "acute" pain,\nleft', "CTA Chest PE", 2],
      ["fall", "XR Hip", 4],
    ]);
  });

  it("takes semicolons and tabs by the header line", async () => {
    expect(await texts('"a,b";text\n1;chest, pain\n')).toEqual(["chest, pain"]);
    expect(await texts("id\ttext\n1\tchest; pain\n")).toEqual(["chest; pain"]);
  });

  it("takes line ends of any kind, also mixed", async () => {
    expect(await texts("text\r\na\nb\rc\r\n\r\nd")).toEqual(["a", "b", "c", "d"]);
  });

  it("rejects ragged, empty and oversized fields row by row with their lines", async () => {
    const { rows, rejects } = await csv(
      `text,label,split\none,A,train\ntwo,A\nthree,A,train,x\n ,A,train\nfour,,train\nfive,A,Val\n` +
        `six,${"L".repeat(201)},train\nseven,A,fold 1\nei\0ght,A,test\nnine,A,test\n`,
    );
    expect(rows.map((row) => [row.text, row.part])).toEqual([
      ["one", "train"],
      ["five", "validation"],
      ["nine", "test"],
    ]);
    expect(rejects).toEqual([
      "3 2 fields, the header has 3",
      "4 4 fields, the header has 3",
      "5 text: empty",
      "6 label: empty",
      "8 label: longer than 200 characters",
      "9 part: not train, validation or test",
      "10 text: contains a NUL character",
    ]);
  });

  it("takes a quote inside a field for text, and rejects the row whose borders it hides", async () => {
    const { rows, rejects } = await csv(
      'text,label\n5" nail,A\n"he said "ow" twice",B\n"pain, "sharp", worse",C\nfall,D\n',
    );
    expect(rows.map((row) => row.text)).toEqual(['5" nail', '"he said "ow" twice"', "fall"]);
    expect(rejects).toEqual(["4 3 fields, the header has 2"]);
  });

  it("says where a quote is never closed", async () => {
    await expect(csv('text,label\na,A\n"open,B\nc,C\n')).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("not closed"),
      details: { line: expect.any(Number) },
    });
    const long = `text\n"${"never closed ".repeat(100_000)}\n`;
    await expect(csv(long)).rejects.toMatchObject({ code: "TOO_LARGE", field: "FILE" });
  });

  it("says the line of a byte that is not UTF-8", async () => {
    const content = Buffer.concat([Buffer.from("text\nok\ncaf"), Buffer.from([0xe9, 0x0a])]);
    await expect(csv(content)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { line: 3 },
      hint: expect.stringContaining("UTF-8"),
    });
    const utf16 = Buffer.from("\ufefftext\nchest pain\n", "utf16le");
    await expect(csv(utf16)).rejects.toThrow(/UTF-16/);
    await expect(csv(utf16.subarray(2))).rejects.toThrow(/UTF-16/);
  });

  it("refuses an empty file, a folder, a missing file and a file without a text column", async () => {
    await expect(csv("")).rejects.toThrow("The file is empty.");
    await expect(csv("\n\n")).rejects.toThrow(/no readable header/);
    await expect(csv("a,b\n1,2\n")).rejects.toMatchObject({
      field: "--text-column",
      hint: "Name it. The columns are: a, b.",
    });
    await expect(csv("text,b\n1,2\n", { label: "B" })).rejects.toMatchObject({
      field: "--label-column",
    });
    await expect(csv("text,text\n1,2\n")).rejects.toThrow(/Several columns/);
  });
});

describe("columns", () => {
  it("finds roles by header whatever the case, and leaves out what '-' names", async () => {
    const content = "Order Text,Protocol,Patient-ID,Split\nchest pain,CT,p1,train\n";
    const { mapping, rows } = await csv(content);
    expect(mapping).toMatchObject({
      text: "Order Text",
      label: "Protocol",
      group: "Patient-ID",
      part: "Split",
    });
    expect(rows[0]).toMatchObject({ label: "CT", group: "p1", part: "train", id: null });
    expect((await csv(content, { label: "-" })).rows[0]?.label).toBeNull();
  });

  it("takes a named column before a detected one", async () => {
    const { rows } = await csv("text,note,label\nshort,long,A\n", { text: "note" });
    expect(rows[0]?.text).toBe("long");
  });

  it("does not take an index that repeats for an id", async () => {
    expect((await csv("index,text\n0,a\n0,b\n")).rows.map((row) => row.id)).toEqual([null, null]);
  });
});
