/**
 * Hundreds of broken files per format, made by rule: whatever comes in, the answer is rows and
 * rejects or one AppError that names its field, soon and in bounded memory.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parquetFile } from "../../test/support/parquet-file.ts";
import { type Parsed, parsePath } from "../../test/support/parse-text.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { philoxBlock } from "../shared/domain/metrics/counter-random.ts";
import { AppError } from "../shared/errors.ts";

const MAX_MS = 2000;
const MAX_EXTRA_BYTES = 256 << 20;

const KINDS = ["csv", "jsonl", "pubmedqa", "chat", "asclepius", "hl7", "fhir", "parquet"] as const;
type Kind = (typeof KINDS)[number];

const GOOD: Readonly<Record<Kind, string | Buffer>> = {
  csv:
    "id,text,label,split\r\n" +
    '1,"42F, ""acute"" chest pain",CTA Chest PE,train\r\n' +
    '2,"fall\nfrom ladder",XR Hip,test\r\n3,Kopfschmerz ünd Übelkeit,CT Head,train\r\n',
  jsonl:
    '{"text":"42F, \\"acute\\" chest pain","label":"CTA Chest PE"}\n' +
    '{"text":"fall\\nfrom ladder \\ud83d\\ude91","label":"XR Hip"}\n' +
    '{"text":"Kopfschmerz ünd Übelkeit","label":"CT Head"}\n',
  pubmedqa: JSON.stringify({
    "101": {
      QUESTION: 'Does "it" help?',
      CONTEXTS: ["It was tried.", "It {did} [so] \\."],
      LONG_ANSWER: "It helps ünd how.",
      final_decision: "yes",
    },
    "102": { QUESTION: "Q", CONTEXTS: [], LONG_ANSWER: "A", final_decision: "maybe" },
  }),
  chat:
    '{"id":1,"messages":[{"role":"user","content":"Fever?"},{"role":"assistant","content":"Yes"}]}\n' +
    '{"conversations":[{"from":"human","value":"ünd"},{"from":"gpt","value":"\\ud83d\\ude91"}]}\n',
  asclepius:
    '{"patient_id":1,"note":"Cough","question":"Why?","answer":"Cold","task":"Summarization"}\n' +
    '{"patient_id":2,"note":"Fall","question":"How?","answer":"Ice","task":"Paraphrasing"}\n',
  hl7:
    "MSH|^~\\&|R|A|P|B|202403051200||ORM^O01|1|P|2.3||||||8859/1\r" +
    "PID|1||7^^^M||DOE^JANE||19820310|F\rORC|NW|1\rOBR|1|1||71260^CT chest^C4\r" +
    "NTE|1||a\\.br\\b\\T\\c\\X0D\\\rDG1|1||R07.9^Chest pain^I10\rOBX|1|NM|1^Hb||9~8|g\r",
  fhir: JSON.stringify({
    resourceType: "Bundle",
    entry: [
      { fullUrl: "urn:uuid:1", resource: { resourceType: "Patient", birthDate: "1982-03-10" } },
      {
        resource: {
          resourceType: "ServiceRequest",
          subject: { reference: "urn:uuid:1" },
          authoredOn: "2024-03-09",
          code: { text: "CT" },
          reasonCode: [{ coding: [{ code: "R07.9", display: "Chest pain" }] }],
          note: [{ text: "ünd \ud83d\ude91" }],
        },
      },
    ],
  }),
  parquet: parquetFile(
    { text: ["acute chest pain", "fall", "knee"], label: ["CT", null, "XR"], id: [1n, 2n, 3n] },
    { codec: "gzip", group: 2 },
  ),
};

type Case = readonly [name: string, content: Buffer];

function* cases(kind: Kind): Generator<Case> {
  const good = Buffer.from(GOOD[kind]);
  yield ["as it should be", good];
  yield ["gzip", gzipSync(good)];
  yield ["gzip, cut", gzipSync(good).subarray(0, -9)];
  yield* mutations(gzipSync(good), 60);
  for (let end = 0; end < good.length; end += 3) yield [`cut at ${end}`, good.subarray(0, end)];
  yield* mutations(good, 120);
  yield* insertions(kind, good);
  yield* shapes(kind);
}

/** Single and multiple random byte changes. */
function* mutations(good: Buffer, count: number): Generator<Case> {
  const random = new Uint32Array(4);
  for (let i = 0; i < count; i += 1) {
    const bad = Buffer.from(good);
    for (let change = 0; change <= i % 8; change += 1) {
      philoxBlock([i, change, 0, 0], [11, 13], random);
      bad[(random[0] ?? 0) % bad.length] = (random[1] ?? 0) & 0xff;
    }
    yield [`mutation ${i}`, bad];
  }
}

function* insertions(kind: Kind, good: Buffer): Generator<Case> {
  const pieces: [string, Buffer][] = [
    ["NUL", Buffer.from([0])],
    ["not UTF-8", Buffer.from([0xff])],
    ["cut UTF-8", Buffer.from([0xe2, 0x82])],
    ["surrogate as UTF-8", Buffer.from([0xed, 0xa0, 0x80])],
    ["overlong", Buffer.from([0xc0, 0xaf])],
    ["quote", Buffer.from('"')],
    ["backslash", Buffer.from("\\")],
    ["brackets", Buffer.from("[".repeat(5000))],
    ["braces", Buffer.from('{"a":'.repeat(5000))],
    ["line ends", Buffer.from("\r\n\r\r\n\n".repeat(500))],
    ["separators", Buffer.from(",".repeat(20_000))],
    ["BOM", Buffer.from("\ufeff")],
    ["number", Buffer.from("1e999")],
  ];
  for (const [name, piece] of pieces) {
    for (let at = 0; at < good.length; at += kind === "csv" ? 23 : 31) {
      const content = Buffer.concat([good.subarray(0, at), piece, good.subarray(at)]);
      yield [`${name} at ${at}`, content];
    }
  }
}

function* shapes(kind: Kind): Generator<Case> {
  const long = "x".repeat(3 << 20);
  yield ["blank", Buffer.from("  \n\n  ")];
  yield ["only a BOM", Buffer.from("\ufeff")];
  yield ["UTF-16", Buffer.from(`\ufeff${GOOD[kind].toString()}`, "utf16le")];
  yield ["UTF-16 without a BOM", Buffer.from(GOOD[kind].toString(), "utf16le")];
  yield ["zip", Buffer.from("504b0304140000000800", "hex")];
  yield ["zeros", Buffer.alloc(100_000)];
  yield ["one long line", Buffer.from(long)];
  yield ["long quoted", Buffer.from(`"${long}`)];
  yield ["many columns", Buffer.from(`${"a,".repeat(200_000)}\n1\n`)];
  yield ["many short lines", Buffer.from("\n".repeat(1 << 20))];
  yield ["many tiny rows", Buffer.from(`text\n${"a\n".repeat(50_000)}`)];
  yield ["quotes in a quoted field", Buffer.from(`text\n"a${'"b'.repeat(200_000)}",\n`)];
  yield ["quotes in a field", Buffer.from(`text\na${'"'.repeat(400_000)}\n`)];
  yield ["quoted separators", Buffer.from(`text\n${'"a"b,'.repeat(100_000)}\n`)];
  yield ["deep JSON line", Buffer.from(`{"text":${"[".repeat(400_000)}${"]".repeat(400_000)}}\n`)];
  yield ["wide JSON line", Buffer.from(`{"text":[${"{},".repeat(250_000)}{}]}\n`)];
  yield ["many keys", Buffer.from(`{${keys(60_000)}}\n`)];
  yield ["same key", Buffer.from(`{"text":"a","text":"b"}\n`.repeat(20))];
  yield ["many segments", Buffer.from(`MSH|^~\\&|||||||ORM^O01\r${"OBR|1\r".repeat(50_000)}`)];
  yield ["many notes", Buffer.from(`MSH|^~\\&|||||||ORM^O01\r${"NTE|1||x\r".repeat(50_000)}OBR|1`)];
  yield ["long field", Buffer.from(`MSH|^~\\&|||||||ORM^O01\rOBR|1|||${"a~^&".repeat(2 << 20)}`)];
  yield [
    "many escapes",
    Buffer.from(`MSH|^~\\&|||||||ORM^O01\rOBR|1|||${"\\T\\".repeat(300_000)}`),
  ];
  yield ["many messages", Buffer.from("MSH|^~\\&|||||||ORM^O01\r".repeat(50_000))];
  yield [
    "nested bundles",
    Buffer.from(`${'{"resourceType":"Bundle","entry":[{"resource":'.repeat(3000)}`),
  ];
  yield ["long conversation", Buffer.from(conversation(4000))];
  yield ["Parquet's mark alone", Buffer.from("PAR1")];
  yield [
    "Parquet of zeros",
    Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(5000), Buffer.from("PAR1")]),
  ];
  yield ["prototype keys", Buffer.from('{"__proto__":{"text":"a"},"constructor":"x"}\n')];
}

function conversation(turns: number): string {
  const one = { role: "user", content: "x".repeat(20) };
  const two = { role: "assistant", content: "y".repeat(20) };
  return JSON.stringify({ messages: Array.from({ length: turns }, (_, i) => (i % 2 ? two : one)) });
}

function keys(count: number): string {
  return Array.from({ length: count }, (_, i) => `"k${i}":1`).join(",");
}

async function outcome(path: string, kind: Kind): Promise<Parsed | AppError> {
  try {
    return await parsePath(path, kind);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe.each(KINDS)("malformed %s", (kind) => {
  it("gives rows and rejects or a typed error, soon, in bounded memory", async () => {
    const path = join(temporaryFolder(), "input");
    const all = [...cases(kind)];
    expect(all.length).toBeGreaterThan(200);
    for (const [name, content] of all) {
      writeFileSync(path, content);
      const before = process.memoryUsage().rss;
      const start = performance.now();
      const result = await outcome(path, kind);
      const ms = performance.now() - start;

      const extra = process.memoryUsage().rss - before - content.length;
      expect({ name, slow: ms > MAX_MS, large: extra > MAX_EXTRA_BYTES }).toEqual({
        name,
        slow: false,
        large: false,
      });
      const sockets = process
        .getActiveResourcesInfo()
        .filter((one) => /TCP|UDP|ADDRINFO/.test(one));
      expect({ name, sockets }).toEqual({ name, sockets: [] });
      if (name === "as it should be" || name === "gzip") {
        expect({
          name,
          rows: result instanceof AppError ? result.message : result.rows.length > 0,
        }).toEqual({
          name,
          rows: true,
        });
      }
      if (result instanceof AppError) {
        expect({ name, code: result.code }).toEqual({
          name,
          code: expect.stringMatching(/^(INVALID_INPUT|TOO_LARGE)$/),
        });
        expect({ name, field: result.field }).toEqual({ name, field: expect.any(String) });
      } else {
        for (const { text, label } of result.rows) {
          expect(text.isWellFormed() && text.trim() !== "" && !text.includes("\0")).toBe(true);
          expect(label).not.toBe("");
        }
        for (const reject of result.rejects) expect(reject).toMatch(/^[1-9]\d* \S/);
      }
    }
  }, 240_000);
});
