import { COLUMN_ROLES } from "../../shared/domain/dataset.ts";
import type { DatasetPreview } from "../../shared/domain/dataset-preview.ts";
import { bytes, count, counted } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";

const SHOWN_ROWS = 5;
const SHOWN_REJECTS = 10;
const HOW = {
  chosen: "named",
  remembered: "as in the last import of these headers",
  name: "by its header",
  content: "a guess",
  none: "",
} as const;

/** What an import would make of the beginning of a file. */
export function previewText(preview: DatasetPreview, reporter: Reporter): string {
  const { read, problem, mapping, sources } = preview;
  const { style } = reporter;
  const roles = COLUMN_ROLES.filter((role) => mapping[role] !== null);
  const lines = [
    pairs(
      [
        ["Kind", preview.kind],
        ...roles.map((role): [string, string] => [
          `Column ${role}`,
          `${mapping[role]} (${HOW[sources[role]]})`,
        ]),
        ["Rows", count(read.rows)],
        ["Rejected", count(read.rejects)],
        ["Duplicates", count(read.duplicates)],
        ["Labels", count(preview.labelCount)],
        [
          "Read",
          read.whole ? "the whole file" : `${bytes(read.bytes)} of ${bytes(read.totalBytes)}`,
        ],
      ],
      style,
    ),
    "",
    firstRows(preview, reporter),
  ];
  if (problem !== null) lines.push("", style.yellow(problem.message), `  ${problem.hint}`);
  if (read.rejects > 0) {
    lines.push("", style.yellow(`${counted(read.rejects, "row")} would be rejected:`));
    for (const { sourceRow, reason } of preview.rejects.slice(0, SHOWN_REJECTS)) {
      lines.push(`  line ${sourceRow}: ${reason}`);
    }
  }
  return lines.join("\n");
}

function firstRows({ columns, rows }: DatasetPreview, { style, width }: Reporter): string {
  return table({
    columns: [
      { title: "Line", align: "right" },
      ...columns.slice(0, 4).map(({ name }) => ({ title: name, flexible: true })),
    ],
    rows: rows
      .slice(0, SHOWN_ROWS)
      .map(({ sourceRow, cells }) => [
        String(sourceRow),
        ...columns.slice(0, 4).map((_, at) => (cells[at] ?? "").replace(/\s+/g, " ")),
      ]),
    style,
    width,
  });
}
