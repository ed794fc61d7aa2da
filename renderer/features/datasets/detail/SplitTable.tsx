import { useMemo } from "react";
import { PARTS, type Split } from "../../../../electron/shared/domain/split.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount, formatDay } from "../../../components/format.ts";
import { type Column, VirtualTable } from "../../../components/VirtualTable.tsx";
import { text } from "../text.ts";

export function SplitTable({ splits }: { splits: readonly Split[] }) {
  const t = useText(text);
  const columns = useMemo((): Column<Split>[] => {
    const how = ({ config }: Split) =>
      [
        t(`splitHow_${config.method}`, { seed: config.seed }),
        config.method === "random" && config.stratified ? t("splitStratified") : "",
        config.method === "random" && config.grouped ? t("splitGrouped") : "",
      ]
        .filter((word) => word !== "")
        .join(", ");
    const leak = ({ report: { crossingDuplicates: count } }: Split) =>
      count === 0 ? t("splitClean") : t("splitLeaks", { count });
    return [
      { key: "id", title: t("split"), width: "148px", cell: (s) => <code>{s.id}</code> },
      {
        key: "how",
        title: t("method"),
        width: "minmax(180px, 1fr)",
        cell: (s) => <span title={how(s)}>{how(s)}</span>,
      },
      ...PARTS.map(
        (part): Column<Split> => ({
          key: part,
          title: t(`part_${part}`),
          width: "76px",
          align: "right",
          cell: ({ report }) => formatCount(report.rows[part]),
        }),
      ),
      { key: "leak", title: t("leak"), width: "92px", cell: leak },
      { key: "made", title: t("made"), width: "112px", cell: (s) => formatDay(s.createdAt) },
    ];
  }, [t]);
  return (
    <VirtualTable
      label={t("splitLabel")}
      columns={columns}
      rows={splits}
      rowKey={(split) => split.id}
      height={220}
    />
  );
}
