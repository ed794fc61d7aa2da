import type { NormaliseOutcome } from "../../shared/contract/terminology.ts";
import type { CodeCheck, Terminology } from "../../shared/domain/terminology.ts";
import type { Expanded } from "../../shared/domain/terms/abbreviations.ts";
import { count, dateTime, percent, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

export function terminologiesText(all: readonly Terminology[], { style, width }: Reporter): string {
  if (all.length === 0) {
    return "No terminology was imported. See `workbench terminology --help`.";
  }
  return table({
    columns: [
      { title: "Kind" },
      { title: "Name", flexible: true },
      { title: "Names", align: "right" },
      { title: "Imported" },
    ],
    rows: all.map((one) => [one.kind, one.name, count(one.entries), dateTime(one.createdAt)]),
    style,
    width,
  });
}

export function conceptsText(
  concepts: readonly { concept: string; name: string; types: readonly string[] }[],
  { style, width }: Reporter,
): string {
  if (concepts.length === 0) return "No concept has this name.";
  return table({
    columns: [{ title: "Concept" }, { title: "Name", flexible: true }, { title: "Types" }],
    rows: concepts.map(({ concept, name, types }) => [concept, name, types.join(", ")]),
    style,
    width,
  });
}

export function codesText(codes: readonly CodeCheck[], { style, width }: Reporter): string {
  return table({
    columns: [
      { title: "Code" },
      { title: "Can exist" },
      { title: "In your list" },
      { title: "What it is", flexible: true },
    ],
    rows: codes.map(({ code, possible, listed, title, chapter, reason }) => [
      code,
      possible ? "yes" : "no",
      listed === null ? "no list" : listed ? "yes" : "no",
      possible ? (title ?? chapter ?? "") : reason,
    ]),
    style,
    width,
  });
}

export function expandedText(
  { text, expansions, undecided }: Expanded,
  { style }: Reporter,
): string {
  const lines = [text, ""];
  for (const { short, long, confidence } of expansions) {
    lines.push(`  ${short} = ${long} (${percent(confidence)})`);
  }
  for (const { short, best, confidence } of undecided) {
    lines.push(style.yellow(`  ${short} stays: perhaps ${best} (${percent(confidence)})`));
  }
  return lines.join("\n");
}

export function normalisedText(outcome: NormaliseOutcome, { style, width }: Reporter): string {
  const { version } = outcome;
  const facts: [string, string][] = [
    ["Dataset", `${version.name}, version ${version.version} (${shortHash(version.hash)})`],
    ["Rows changed", `${count(outcome.changed)} of ${count(version.rows)}`],
    [
      "Abbreviations",
      `${count(outcome.expanded)} written out, ${count(outcome.left)} left as they are`,
    ],
    ["Synonyms", count(outcome.synonyms)],
  ];
  const senses = (rows: NormaliseOutcome["commonest"], title: string) =>
    rows.length === 0
      ? []
      : [
          "",
          table({
            columns: [
              { title },
              { title: "Stands for", flexible: true },
              { title: "Times", align: "right" },
            ],
            rows: rows.slice(0, 10).map((one) => [one.short, one.long, count(one.count)]),
            style,
            width,
          }),
        ];
  return [
    pairs(facts, style),
    ...senses(outcome.commonest, "Written out"),
    ...senses(outcome.undecided, "Left, perhaps"),
  ].join("\n");
}
