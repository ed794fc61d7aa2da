import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { parquetFile } from "../../../test/support/parquet-file.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { guessKind } from "./guess-kind.ts";

const MESSAGE = "MSH|^~\\&|A|B|C|D|2024||ORM^O01|1|P|2.3\rOBR|1|1||X^CT";
const ORDER = '{"resourceType":"ServiceRequest","code":{"text":"CT"}}';
const ASCLEPIUS = '{"patient_id":1,"note":"n","question":"q","answer":"a","task":"Summarization"}';

it.each<[string, string | Uint8Array, string, boolean]>([
  ["a.dat", MESSAGE, "hl7", true],
  ["a.dat", `\ufeff${MESSAGE}`, "hl7", true],
  ["a.dat", `\u000b${MESSAGE}\u001c\r`, "hl7", true],
  ["a.dat", `FHS|^~\\&\r${MESSAGE}`, "hl7", true],
  ["a.csv", gzipSync(MESSAGE), "hl7", true],
  ["a.json", ORDER, "fhir", true],
  ["a.ndjson", `${ORDER}\n${ORDER}\n`, "fhir", true],
  ["a.json", JSON.stringify({ id: "b", resourceType: "Bundle", entry: [] }, null, 2), "fhir", true],
  ["a", parquetFile({ note: ["x"] }), "parquet", true],
  ["a", parquetFile({ instruction: ["x"], output: ["y"] }), "alpaca", true],
  ["a", gzipSync(parquetFile({ note: ["x"] })), "parquet", true],
  ["a.jsonl", ASCLEPIUS, "asclepius", true],
  ["a.jsonl", '{"instruction":"i","input":"","output":"o"}', "alpaca", true],
  ["a.jsonl", '{"instruction":"i","output":"o","label":"x"}', "jsonl", true],
  ["a.json", '[{"instruction":"i","output":"o"}]', "alpaca", true],
  ["a.json", '[{"note":"i","label":"o"}]', "jsonl", true],
  ["a.jsonl", '{"messages":[{"role":"user","content":"x"}]}', "chat", true],
  ["a.json", '[{"conversations":[{"from":"human","value":"x"}]}]', "chat", true],
  ["a.csv", "ID,section_header,section_text,dialogue\n0,CC,x,y\n", "mts-dialog", true],
  ["a.csv", "Question,Answer,Focus,Source\nq,a,f,s\n", "medquad", true],
  ["a.csv", "note,label\nx,y\n", "csv", true],
  ["a.csv.gz", gzipSync("note,label\nx,y\n"), "csv", true],
  ["a.txt", "note;label\nx;y\n", "csv", true],
  ["a.txt", "A letter to a friend\nabout nothing\n", "csv", false],
  ["a.bin", Buffer.from([1, 2, 3, 44, 5]), "csv", false],
])("%s is told by what is in it (%#)", async (name, content, kind, sure) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  expect(await guessKind(path)).toEqual({ kind, sure });
});

it("leaves the columns to who names them", async () => {
  const path = join(temporaryFolder(), "a.jsonl");
  writeFileSync(path, ASCLEPIUS);
  expect(await guessKind(path, true)).toEqual({ kind: "jsonl", sure: true });
});
