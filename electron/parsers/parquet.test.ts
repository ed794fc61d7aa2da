import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parquetFile } from "../../test/support/parquet-file.ts";
import { parseText } from "../../test/support/parse-text.ts";

const COLUMNS = {
  note: ["acute chest pain", "fall from ladder 🚑", null, "Kopfschmerz", "knee pain"],
  label: ["CTA", "XR Hip", "CT", null, "XR Knee"],
  patient_id: [7n, 8n, 9n, 10n, 9007199254740993n],
  score: [0.5, null, 1, 2, 3],
};

describe.each(["none", "snappy", "gzip", "brotli", "zstd"] as const)("packed with %s", (codec) => {
  it("gives rows of every group, and rejects by row", async () => {
    const file = parquetFile(COLUMNS, { codec, group: 2 });
    const { rows, rejects, mapping } = await parseText("parquet", file);
    expect(mapping).toMatchObject({ text: "note", label: "label", group: "patient_id" });
    expect(
      rows.map(({ text, label, group, sourceRow }) => [text, label, group, sourceRow]),
    ).toEqual([
      ["acute chest pain", "CTA", "7", 1],
      ["fall from ladder 🚑", "XR Hip", "8", 2],
      ["knee pain", "XR Knee", "9007199254740993", 5],
    ]);
    expect(rejects).toEqual(["3 text: empty", "4 label: empty"]);
  });
});

it("is read inside gzip too", async () => {
  const { rows } = await parseText("parquet", gzipSync(parquetFile(COLUMNS)));
  expect(rows).toHaveLength(3);
});

it("gives the published shapes by their columns", async () => {
  const file = parquetFile({
    instruction: ["Say why.", "List."],
    input: ["", "signs"],
    output: ["a", "b"],
  });
  const { rows } = await parseText("alpaca", file);
  expect(rows.map(({ text, answer }) => [text, answer])).toEqual([
    ["Say why.", "a"],
    ["List.\n\nsigns", "b"],
  ]);
});

it("names the columns when none is the text, and says what to do with a broken file", async () => {
  await expect(parseText("parquet", parquetFile({ a: ["x"] }))).rejects.toMatchObject({
    field: "--text-column",
  });
  const file = parquetFile(COLUMNS);
  await expect(parseText("parquet", file.subarray(0, -9))).rejects.toMatchObject({
    message: "The Parquet file cannot be read.",
    field: "FILE",
  });
});

it("refuses a page that claims more than a page may be, before it reserves it", async () => {
  const text = "x".repeat(1000);
  const file = parquetFile({ note: [text, text] }, { codec: "gzip" });
  const size = Buffer.from([0x15]);
  // The second field of the page's head: its unpacked size, as a varint of five bytes.
  const at = file.indexOf(size, 6);
  const huge = Buffer.concat([
    file.subarray(0, at + 1),
    Buffer.from([0xfe, 0xff, 0xff, 0xff, 0x0f]),
    file.subarray(at + 3),
  ]);
  const before = process.memoryUsage().arrayBuffers;
  await expect(parseText("parquet", huge)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
});
