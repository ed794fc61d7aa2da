import { useMemo } from "react";
import { useText } from "../app/text/text.ts";
import { formatCount } from "../components/format.ts";
import { type Column, VirtualTable } from "../components/VirtualTable.tsx";
import type { ChartLine } from "./draw/line.ts";
import { allSteps, indexOfStep } from "./export-csv.ts";
import { text } from "./text.ts";

interface Props {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly formatY: (value: number) => string;
  readonly height: number;
  readonly revision: number;
}

/** The same figures in rows: exact, at every step. */
export function ChartTable({ title, lines, formatY, height, revision }: Props) {
  const t = useText(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the series grow without being others
  const steps = useMemo(() => allSteps(lines), [lines, revision]);
  const columns: Column<number>[] = [
    { key: "step", title: t("step"), width: "100px", align: "right", cell: formatCount },
    ...lines.map(
      (line): Column<number> => ({
        key: line.id,
        title: line.label,
        width: "minmax(140px, 1fr)",
        align: "right",
        cell: (step) => {
          const index = indexOfStep(line, step);
          if (index < 0) return "";
          const value = line.series.values.at(index);
          return Number.isFinite(value) ? formatY(value) : "–";
        },
      }),
    ),
  ];
  return (
    <VirtualTable
      label={t("rows", { title })}
      columns={columns}
      rows={steps}
      rowKey={String}
      height={height}
    />
  );
}
