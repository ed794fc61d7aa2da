import { describe, expect, it } from "vitest";
import { parseText } from "../../../test/support/parse-text.ts";

const HEAD = "MSH|^~\\&|RIS|A|PACS|B|202403051200||ORM^O01|1|P|2.3";
const PATIENT = "PID|1||778899^^^MRN||DOE^JANE^Q||19820310|F|||1 ELM ST";
const message = (...segments: string[]) => segments.join("\r");
const hl7 = (content: string | Uint8Array) => parseText("hl7", content);

describe("an order", () => {
  it("becomes a row without the name or the number of the patient", async () => {
    const { rows, rejects } = await hl7(
      message(
        HEAD,
        PATIENT,
        "AL1|1|DA|IODINE^Iodinated contrast",
        "ORC|NW|P100|F200||||||202403051130",
        "OBR|1|P100|F200|71260^CT chest with contrast^C4|||||||||Smoker, 20 pack years||||||||||||||||||R/O PE~^Acute chest pain",
        "NTE|1||D-dimer raised\\.br\\Wells 6\\T\\ up",
        "DG1|1||R07.9^Chest pain, unspecified^I10",
        "OBX|1|NM|2160-0^Creatinine||88|umol/L",
      ),
    );
    expect(rejects).toEqual([]);
    const [row] = rows;
    expect(row?.text).toBe(
      "41-year-old female. Reason: R/O PE; Acute chest pain; Chest pain, unspecified (R07.9). " +
        "History: Smoker, 20 pack years; D-dimer raised\nWells 6& up; Creatinine 88 umol/L; " +
        "allergy: Iodinated contrast. Requested: CT chest with contrast.",
    );
    expect(row).toMatchObject({ origin: "ORM^O01", sourceRow: 5, label: null });
    expect(JSON.stringify(row)).not.toMatch(/DOE|JANE|778899|P100|1982|ELM/);
  });

  it("keeps its patient's name between files of one store, and in no other", async () => {
    const one = message(HEAD, PATIENT, "OBR|1|A1||X^CT Head");
    const two = message(HEAD, PATIENT, "OBR|1|A2||X^CT Neck");
    const { rows } = await hl7(`${one}\r${two}`);
    expect(rows[0]?.group).toMatch(/^patient-[0-9a-f]{16}$/);
    expect(rows[1]?.group).toBe(rows[0]?.group);
    expect(rows[1]?.id).not.toBe(rows[0]?.id);
    expect((await hl7(one)).rows[0]?.group).not.toBe(rows[0]?.group);
  });

  it.each([
    ["20240305", "19820310", "41-year-old"],
    ["20240310", "19820310", "42-year-old"],
    ["20240310", "202402", "1-month-old"],
    ["20240310", "20240301", "9-day-old"],
    ["2024", "1950", "74-year-old"],
  ])("ordered on %s of a person born on %s is of a %s", async (at, born, age) => {
    const { rows } = await hl7(
      message(HEAD, `PID|1||1||X||${born}|M`, `ORC|NW|1|||||||${at}`, "OBR|1|1||X^CT"),
    );
    expect(rows[0]?.text).toBe(`${age} male. Requested: CT.`);
  });

  it.each(["18000101", "20990101", "19821340", "abc", ""])(
    "says no age for the birth date %s",
    async (born) => {
      const { rows } = await hl7(message(HEAD, `PID|1||1||X||${born}|F`, "OBR|1|1||X^CT"));
      expect(rows[0]?.text).toBe("female. Requested: CT.");
    },
  );

  it("of several in one message is a row each, with its own notes", async () => {
    const { rows } = await hl7(
      message(
        HEAD.replace("ORM^O01", "OMI^O23^OMI_O23"),
        PATIENT,
        "ORC|NW|1",
        "OBR|1|1||A^CT Head",
        "NTE|1||after a fall",
        "ORC|NW|2",
        "OBR|2|2||B^MR Spine",
        "NTE|1||leg weakness",
        "IPC|x|x|x|x|MR",
      ),
    );
    expect(rows.map(({ text }) => text)).toEqual([
      "41-year-old female. History: after a fall. Requested: CT Head.",
      "41-year-old female. History: leg weakness. Requested: MR Spine; MR.",
    ]);
  });

  it("that was cancelled, says nothing or is no order is rejected by its line", async () => {
    const { rejects } = await hl7(
      [
        message(HEAD, "ORC|CA|1", "OBR|1|1||A^CT"),
        message(HEAD, "OBR|1|1"),
        message(HEAD.replace("ORM^O01", "ADT^A01"), PATIENT),
        message(HEAD, PATIENT),
      ].join("\r\n"),
    );
    expect(rejects).toEqual([
      "3 order: cancelled or discontinued",
      "5 order: no reason, no history and nothing requested",
      "6 message: ADT^A01, not an order (ORM^O01, OMI^O23, OMG^O19)",
      "8 message: no OBR segment",
    ]);
  });
});

describe("a file", () => {
  const order = message(HEAD, "OBR|1|1||A^CT Head");

  it.each([
    ["carriage returns", order],
    ["line feeds", order.replaceAll("\r", "\n")],
    ["both", order.replaceAll("\r", "\r\n")],
    ["a mark of UTF-8", `\ufeff${order}`],
    ["MLLP frames", `\u000b${order}\r\u001c\r`],
    ["a batch", `FHS|^~\\&\rBHS|^~\\&\r${order}\rBTS|1\rFTS|1\r`],
  ])("with %s is read", async (_, content) => {
    expect((await hl7(content)).rows.map(({ text }) => text)).toEqual(["Requested: CT Head."]);
  });

  it.each([
    ["8859/1", Buffer.from("Gr\xf6\xdfe", "latin1"), "Größe"],
    ["UNICODE UTF-8", Buffer.from("Größe"), "Größe"],
    ["", Buffer.from("Gr\xf6\xdfe", "latin1"), "Größe"],
    ["8859/5", Buffer.from([0xbf, 0xe0, 0xd8]), "При"],
    ["GB 18030-2000", Buffer.from([0xcd, 0xb7]), "头"],
  ])("in the character set %s keeps its letters", async (name, bytes, text) => {
    const head = Buffer.from(`${HEAD}||||||${name}\rOBR|1|1||A^`);
    const { rows } = await hl7(Buffer.concat([head, bytes]));
    expect(rows[0]?.text).toBe(`Requested: ${text}.`);
  });

  it("with bytes outside of its set rejects that message alone", async () => {
    const bad = Buffer.concat([
      Buffer.from(`${HEAD}||||||UNICODE UTF-8\rOBR|1|1||A^`),
      Buffer.from([0xff, 0x0d]),
    ]);
    const { rows, rejects } = await hl7(Buffer.concat([bad, Buffer.from(order)]));
    expect(rows).toHaveLength(1);
    expect(rejects).toEqual(["1 message: not in the character set it names (MSH-18)"]);
  });

  it("of something else is refused in words", async () => {
    await expect(hl7("note,label\nx,y\n")).rejects.toMatchObject({
      message: "The file holds no HL7 v2 message.",
      field: "FILE",
    });
  });
});

it("decodes escapes, and leaves a lone mark as it is", async () => {
  const { rows } = await hl7(
    message(HEAD, "OBR|1|1||A^a\\F\\b\\S\\c\\R\\d\\E\\e\\X0D0A\\f\\H\\g\\N\\h\\Zx\\i C:\\temp"),
  );
  expect(rows[0]?.text).toBe("Requested: a|b^c~d\\e\nfgh\\Zx\\i C:\\temp.");
});
