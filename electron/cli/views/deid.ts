import type { DeidFigures } from "../../shared/domain/deid/figures.ts";
import type { Quarantine } from "../../shared/domain/deid/quarantine.ts";
import { count, counted, dateTime, percent, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

export function quarantinesText(list: readonly Quarantine[], { style, width }: Reporter): string {
  if (list.length === 0) {
    return "Nothing is in quarantine. Import patient data with `workbench import FILE --patient-data`.";
  }
  return table({
    columns: [
      { title: "Dataset", flexible: true },
      { title: "Rows", align: "right" },
      { title: "Reviewed", align: "right" },
      { title: "State" },
      { title: "Hash" },
    ],
    rows: list.map((one) => [
      one.version.name,
      count(one.version.rows),
      count(one.counts.reviewed),
      stateOf(one),
      shortHash(one.version.hash),
    ]),
    style,
    width,
  });
}

function stateOf({ searchedAt, confirmedAt }: Quarantine): string {
  if (confirmedAt !== null) return `confirmed ${dateTime(confirmedAt)}`;
  return searchedAt === null ? "not searched" : "waits for review";
}

export function quarantineText(
  found: Quarantine,
  figures: DeidFigures | null,
  { style, width }: Reporter,
): string {
  const { version, counts } = found;
  const lines = [
    pairs(
      [
        ["Dataset", `${version.name}, version ${version.version} (${shortHash(version.hash)})`],
        [
          "Rows",
          `${count(counts.rows)}, ${count(counts.rowsWithSpans)} of them with something found`,
        ],
        ["Reviewed", `${count(counts.reviewed)} of ${count(counts.rows)} rows by a person`],
        ["State", stateOf(found)],
      ],
      style,
    ),
    "",
    table({
      columns: [
        { title: "Class", flexible: true },
        { title: "Found", align: "right" },
        { title: "Let stand", align: "right" },
        { title: "By hand", align: "right" },
      ],
      rows: counts.classes.map((one) => [
        one.class,
        count(one.found),
        count(one.rejected),
        count(one.added),
      ]),
      style,
      width,
    }),
    "",
    figures === null
      ? style.yellow("How much this search finds was not measured.")
      : figuresText(figures),
  ];
  if (found.confirmedAt === null) {
    const rest = counts.rows - counts.reviewed;
    lines.push(
      "",
      "It stays in quarantine until a person confirms it. Review it in the window, then:",
    );
    const accept = rest > 0 ? " --accept-unreviewed" : "";
    lines.push(`  workbench deidentify ${version.hash.slice(0, 12)} --confirm${accept}`);
    if (rest > 0)
      lines.push(`  (--accept-unreviewed: nobody has looked at ${counted(rest, "row")})`);
  }
  return lines.join("\n");
}

function figuresText({ set, parts }: DeidFigures): string {
  const whole = parts.at(-1);
  if (whole === undefined) return "";
  return `The search finds ${percent(whole.recall)} of what is marked in ${set}; ${percent(whole.precision)} of what it finds there is right. Other texts may be harder.`;
}
