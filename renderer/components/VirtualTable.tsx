import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import { useText } from "../app/text/text.ts";
import { text } from "./text.ts";

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  /** CSS grid width: "1fr", "120px". */
  readonly width: string;
  readonly align?: "left" | "right";
  readonly cell: (row: R) => ReactNode;
}

interface Props<R> {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly height?: number;
  readonly onOpen?: (row: R) => void;
}

const ROW = 40;

/** A table of any length: only the rows in sight are in the page. */
export function VirtualTable<R>(props: Props<R>) {
  const { label, columns, rows, rowKey, height = 420, onOpen } = props;
  const t = useText(text);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const grid = columns.map((column) => track(column.width)).join(" ");
  if (rows.length === 0) return <Typography color="textSecondary">{t("noRows")}</Typography>;
  return (
    <Box
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      sx={{
        maxHeight: height,
        overflow: "auto",
        border: 1,
        borderColor: "divider",
        borderRadius: 1,
      }}
    >
      <Box
        role="row"
        aria-rowindex={1}
        sx={{
          ...rowSx(grid),
          position: "sticky",
          top: 0,
          zIndex: 1,
          bgcolor: "background.paper",
          fontWeight: 620,
        }}
      >
        {columns.map((column) => (
          <Box key={column.key} role="columnheader" sx={{ textAlign: column.align ?? "left" }}>
            {column.title}
          </Box>
        ))}
      </Box>
      <Box role="rowgroup" sx={{ position: "relative", height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index] as R;
          return (
            <Box
              key={rowKey(row)}
              role="row"
              aria-rowindex={item.index + 2}
              tabIndex={onOpen === undefined ? undefined : 0}
              onClick={() => onOpen?.(row)}
              onKeyDown={(event) => event.key === "Enter" && onOpen?.(row)}
              sx={{
                ...rowSx(grid),
                position: "absolute",
                insetInline: 0,
                cursor: onOpen === undefined ? undefined : "pointer",
                "&:hover": onOpen === undefined ? {} : { bgcolor: "action.hover" },
              }}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {columns.map((column) => (
                <Box
                  key={column.key}
                  role="cell"
                  sx={{ ...cellSx, textAlign: column.align ?? "left" }}
                >
                  {column.cell(row)}
                </Box>
              ))}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

/** Rows are grids of their own: a share must not depend on what stands in one of them. */
function track(width: string): string {
  return width.endsWith("fr") ? `minmax(80px, ${width})` : width;
}

function rowSx(grid: string) {
  return {
    display: "grid",
    gridTemplateColumns: grid,
    alignItems: "center",
    columnGap: 2,
    px: 1.5,
    height: ROW,
    borderBottom: 1,
    borderColor: "divider",
  } as const;
}

const cellSx = {
  overflow: "hidden",
  textOverflow: "ellipsis",
  whiteSpace: "nowrap",
  fontVariantNumeric: "tabular-nums",
} as const;
