/** A made-up guideline with the habits of the real ones. No sentence of it is from anywhere. */
import { PAGE, type PdfPage, type PdfRule, type PdfText } from "./pdf-writer.ts";

const LEFT = 34;
const LINE = 12;

/** A running head at the side, a page number in the foot. */
export function furniture(label: string): PdfText[] {
  return [
    { text: "Guidelines of Nowhere 2031", x: 12, y: 300, size: 7, turned: true },
    { text: label, x: PAGE.width - 20, y: PAGE.height - 18, size: 9 },
  ];
}

/** Lines one under the other; "# " begins a heading, "* " and "- " list items. */
export function column(lines: readonly string[], x = LEFT, top = 40): PdfText[] {
  return lines.flatMap((line, at): PdfText[] => {
    const y = top + at * LINE;
    if (line.startsWith("# ")) return [{ text: line.slice(2), x, y, font: "bold" }];
    if (line.startsWith("* ")) {
      // A code that Wingdings draws as a dot; what a text layer says of it means nothing.
      return [
        { text: "~", x, y, font: "symbol" },
        { text: line.slice(2), x: x + 20, y },
      ];
    }
    if (line.startsWith("- ")) {
      return [
        { text: "-", x: x + 8, y },
        { text: line.slice(2), x: x + 20, y },
      ];
    }
    return line === "" ? [] : [{ text: line, x: line.startsWith("  ") ? x + 20 : x, y }];
  });
}

export interface MadeCell {
  readonly lines: readonly string[];
  readonly columnSpan?: number;
}

/** A ruled table: widths of the columns, and rows of cells. */
export function ruledTable(
  top: number,
  widths: readonly number[],
  rows: readonly (readonly MadeCell[])[],
): { texts: PdfText[]; rules: PdfRule[]; bottom: number } {
  const texts: PdfText[] = [];
  const rules: PdfRule[] = [];
  const edge = (at: number) => LEFT + widths.slice(0, at).reduce((sum, width) => sum + width, 0);
  const right = edge(widths.length);
  let y = top;
  rules.push([LEFT, y, right, y]);
  for (const row of rows) {
    const height = Math.max(...row.map(({ lines }) => lines.length)) * LINE + 6;
    let at = 0;
    rules.push([LEFT, y, LEFT, y + height]);
    for (const { lines, columnSpan = 1 } of row) {
      texts.push(...column(lines, edge(at) + 4, y + 11));
      at += columnSpan;
      rules.push([edge(at), y, edge(at), y + height]);
    }
    y += height;
    rules.push([LEFT, y, right, y]);
  }
  return { texts, rules, bottom: y };
}

const cell = (...lines: string[]): MadeCell => ({ lines });

export function contentsPage(): PdfPage {
  const entry = (title: string, page: string) => `${title} ${".".repeat(30)}${page}`;
  const lines = [
    "# Contents",
    entry("1 FEVERS AND RASHES", "1"),
    entry("1.1 Common Fevers", "1"),
    entry("1.1.1 River Fever", "1"),
    entry("1.1.2 Hill Cough", "2"),
    entry("1.1.3 Salt Rash", ""),
    entry("1.1.4 Late Fever", "40"),
    entry("2 WOUNDS", "41"),
    entry("2.1 Small Wounds", "41"),
  ];
  return { texts: [...furniture("ii"), ...column(lines)] };
}

export function riverFeverPage(): PdfPage {
  const top = column([
    "# 1.1 COMMON FEVERS",
    "# 1.1.1 River Fever   ICD10 CODES: A99.1 (wet), B08",
    "A fever of people who wade. It is harm-",
    "less in most of them.",
    "# Causes",
    "* Bites of the river midge",
    "* Cold water",
    "# Clinical features",
    "* Hot skin, loss of ap-",
    "  petite",
    "# Management",
  ]);
  const table = ruledTable(
    180,
    [240, 46],
    [
      [cell("TREATMENT"), cell("LOC")],
      [cell("* Rest and water"), cell("HC2")],
      [cell("Testazol 10 mg daily", "# If it lasts", "Testazol 20 mg"), cell("HC3", "", "HC4")],
    ],
  );
  return { texts: [...furniture("1"), ...top, ...table.texts], rules: table.rules };
}

export function hillCoughPage(): PdfPage {
  const table = ruledTable(
    40,
    [240, 46],
    [
      [cell("TREATMENT"), cell("LOC")],
      [cell("Send on to the hospital"), cell("")],
    ],
  );
  const text = column(
    [
      "# Prevention",
      "* Boots",
      "# 1.1.2 Hill Cough  ICD10 CODE: J99",
      "A cough of the hills.",
      "# Classification of hill cough",
    ],
    LEFT,
    table.bottom + 20,
  );
  const signs = ruledTable(
    table.bottom + 100,
    [90, 60, 60],
    [
      [cell("Sign"), cell("Mild"), cell("Severe")],
      [cell("Pulse"), cell("Normal"), cell("\u00e1")],
      [cell("Pressure"), cell("Normal"), cell("\u00e2\u00e2")],
    ],
  );
  return {
    texts: [...furniture("2"), ...table.texts, ...text, ...signs.texts],
    rules: [...table.rules, ...signs.rules],
  };
}

export function saltRashPage(): PdfPage {
  const lines = [
    "# 1.1.3 Salt Rash",
    "A rash of the coast.",
    "# Differential diagnosis",
    "* Sunburn",
    "# Notes",
    "* Rinse with fresh water",
  ];
  return { texts: [...furniture("3"), ...column(lines)] };
}

/** The whole of it: a contents list and three conditions on four pages. */
export function madeGuideline(): PdfPage[] {
  return [contentsPage(), riverFeverPage(), hillCoughPage(), saltRashPage()];
}

/** A long one by repetition: the same three pages under ever new numbers. */
export function longGuideline(pages: number): PdfPage[] {
  const made: PdfPage[] = [contentsPage()];
  for (let at = 1; made.length < pages; at += 1) {
    const label = String(at);
    const title = column([
      `# 3.${Math.ceil(at / 50)}.${(at % 50) + 1} Long Fever ${at}  ICD10 CODE: A${String(at % 100).padStart(2, "0")}`,
      ...Array.from(
        { length: 10 },
        (_, i) => `It is the fever number ${at}, and this is line ${i} of it.`,
      ),
      "# Causes",
      ...Array.from({ length: 8 }, (_, i) => `* Cause ${i} of the fever, told in a few words`),
      "# Management",
    ]);
    const table = ruledTable(
      300,
      [240, 46],
      [
        [cell("TREATMENT"), cell("LOC")],
        [cell("* Rest and water", "* Testazol 10 mg", "* Look again after 3 days"), cell("HC2")],
        [cell("Send on to the hospital"), cell("HC4")],
      ],
    );
    made.push({ texts: [...furniture(label), ...title, ...table.texts], rules: table.rules });
  }
  return made;
}
