import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { DeidClass } from "../classes.ts";
import { FEMALE_NAMES, MALE_NAMES } from "../lexicon/given-names.ts";
import { shiftDate } from "./dates.ts";
import { zip3 } from "./places.ts";
import { dateShiftDays, isDayFirst, replaceSpans } from "./replace-spans.ts";

const keyedBy =
  (secret: string) =>
  (...parts: readonly string[]) =>
    createHmac("sha256", secret).update(parts.join("\u0000")).digest();
const patient = { id: "p1", keyed: keyedBy("secret one") };

function replaced(text: string, marks: readonly [string, DeidClass][], who = patient): string {
  const spans = marks.map(([found, kind]) => {
    const start = text.indexOf(found);
    return { start, end: start + found.length, class: kind };
  });
  return replaceSpans(text, spans, who, true);
}

describe("names", () => {
  it("are the same for the same name, part for part, and of the same sex", () => {
    const one = replaced("Mary Keller", [["Mary Keller", "name"]]);
    const [given = "", family = ""] = one.split(" ");
    expect(replaced("KELLER", [["KELLER", "name"]])).toBe(family.toUpperCase());
    expect(FEMALE_NAMES).toContain(given);
    expect(MALE_NAMES).toContain(replaced("John", [["John", "name"]]));
    expect(one).not.toContain("Mary");
    expect(replaced("Mrs. Keller", [["Mrs. Keller", "name"]])).toBe(`Mrs. ${family}`);
  });

  it("depend on the patient and on the store's secret", () => {
    const names = ["a", "b", "c", "d"].flatMap((id) =>
      ["one", "two"].map((secret) =>
        replaced("Juma Otieno", [["Juma Otieno", "name"]], { id, keyed: keyedBy(secret) }),
      ),
    );
    expect(new Set(names).size).toBeGreaterThan(6);
  });
});

describe("dates", () => {
  const shift = { days: 14, dayFirst: true };
  it.each([
    ["2021-03-14", "2021-03-28"],
    ["2021-12-25T10:00", "2022-01-08T10:00"],
    ["3/4/2020", "17/4/2020"],
    ["03/14/2021", "03/28/2021"],
    ["25.12.99", "08.01.00"],
    ["14 April 2021", "28 April 2021"],
    ["April 25, 2021", "May 9, 2021"],
    ["3rd of May 2020", "17th of May 2020"],
    ["28 février 2020", "13 mars 2020"],
    ["5 Machi 2019", "19 Machi 2019"],
    ["Jun 20", "Jul 4"],
    ["MARCH 2020", "MARCH 2020"],
    ["2019", "2019"],
    ["Tuesday", "Tuesday"],
  ])("%s becomes %s", (from, to) => expect(shiftDate(from, shift)).toBe(to));

  it("that cannot be read are taken out", () => {
    expect(shiftDate("45/45/2020", shift)).toBeNull();
    expect(replaced("on 45/45/2020.", [["45/45/2020", "date"]])).toBe("on [date].");
  });

  it("keep their intervals, by whole weeks of at most a year", () => {
    const days = dateShiftDays(patient);
    expect(Math.abs(days % 7)).toBe(0);
    expect(Math.abs(days)).toBeGreaterThanOrEqual(7);
    expect(Math.abs(days)).toBeLessThanOrEqual(364);
    const text = replaced("2021-03-14 and 2021-04-14", [
      ["2021-03-14", "date"],
      ["2021-04-14", "date"],
    ]);
    const [a = "", b = ""] = text.split(" and ").map((date) => date);
    expect((Date.parse(b) - Date.parse(a)) / 86_400_000).toBe(31);
  });

  it("are read day first unless one of the text cannot be", () => {
    expect(isDayFirst(["seen 3/4/2020 and 3/25/2020"])).toBe(false);
    expect(isDayFirst(["seen 3/4/2020 and 25/3/2020"])).toBe(true);
  });
});

describe("the rest", () => {
  it("makes ages over 89 one group and leaves the others", () => {
    expect(replaced("aged 91", [["91", "age"]])).toBe("aged 90+");
    expect(replaced("aged 89", [["89", "age"]])).toBe("aged 89");
  });

  it("keeps three digits of a post code, and none where few people live", () => {
    expect([zip3("02139"), zip3("03601"), zip3("82190")]).toEqual(["021", "000", "000"]);
    expect(replaced("MA 02139", [["02139", "place"]])).toBe("MA 021");
  });

  it("keeps countries, and moves towns and streets", () => {
    expect(replaced("from Uganda", [["Uganda", "place"]])).toBe("from Uganda");
    expect(replaced("from Jinja", [["Jinja", "place"]])).not.toContain("Jinja");
    expect(replaced("at 22 Baker Street", [["22 Baker Street", "place"]])).not.toContain("Baker");
  });

  it("makes codes of the same form, and networks that are nobody's", () => {
    expect(replaced("MRN AB-12345", [["AB-12345", "record"]])).toMatch(/^MRN [A-Z]{2}-\d{5}$/);
    expect(replaced("219-09-9999", [["219-09-9999", "ssn"]])).toMatch(/^000-\d\d-\d{4}$/);
    expect(replaced("m@k.org", [["m@k.org", "email"]])).toMatch(/^[a-z]{8}@example\.org$/);
    expect(replaced("10.1.2.3", [["10.1.2.3", "ip"]])).toMatch(/^192\.0\.2\.\d+$/);
  });
});
