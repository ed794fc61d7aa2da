import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { parseText } from "../../test/support/parse-text.ts";

const CSV = "text,label\nacute chest pain,CT\nfall,XR\n";

it("reads what gzip packed as if it were not", async () => {
  const packed = await parseText("csv", gzipSync(CSV));
  expect(packed).toEqual(await parseText("csv", CSV));
  const members = Buffer.concat([gzipSync("text,label\na,X\n"), gzipSync("b,Y\n")]);
  expect((await parseText("csv", members)).rows.map(({ text }) => text)).toEqual(["a", "b"]);
});

it("says that a packed file is damaged, wherever the damage is", async () => {
  const packed = gzipSync(CSV.repeat(200));
  const broken = { message: "The gzip file is damaged or ends early.", field: "FILE" };
  await expect(parseText("csv", packed.subarray(0, -20))).rejects.toMatchObject(broken);
  const bad = Buffer.from(packed);
  bad[20] = (bad[20] ?? 0) ^ 0xff;
  await expect(parseText("csv", bad)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

it("gives what a bomb unpacks to a piece at a time", async () => {
  const before = process.memoryUsage().rss;
  const bomb = gzipSync(Buffer.alloc(300 << 20, 0x20));
  expect(bomb.length).toBeLessThan(1 << 20);
  await expect(parseText("jsonl", bomb)).rejects.toMatchObject({ field: "FILE" });
  expect(process.memoryUsage().rss - before).toBeLessThan(450 << 20);
});
