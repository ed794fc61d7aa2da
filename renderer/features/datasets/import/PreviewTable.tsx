import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import { COLUMN_ROLES } from "../../../../electron/shared/domain/dataset.ts";
import type { DatasetPreview } from "../../../../electron/shared/domain/dataset-preview.ts";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";
import { placeKey, usedFirst } from "./mapping.ts";

type Row = DatasetPreview["rows"][number];

/** The first rows; the roles stand over their columns, and those with a role stand first. */
export function PreviewTable({ preview }: { preview: DatasetPreview }) {
  const t = useText(text);
  const order = usedFirst(preview);
  const hidden = preview.columns.length - order.length;
  if (preview.rows.length === 0) return <Typography>{t("noRowsInFile")}</Typography>;
  return (
    <>
      <Box
        role="region"
        aria-label={t("firstRowsLabel")}
        tabIndex={0}
        sx={{
          overflow: "auto",
          maxHeight: 460,
          border: 1,
          borderColor: "divider",
          borderRadius: 1,
        }}
      >
        <Table size="small" stickyHeader>
          <TableHead>
            <TableRow>
              <TableCell align="right">
                {placeKey(preview.kind) === "whereEntry" ? t("entry") : t("line")}
              </TableCell>
              {order.map((at) => (
                <HeaderCell key={at} preview={preview} name={preview.columns[at]?.name ?? ""} />
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {preview.rows.map((row) => (
              <PreviewRow key={row.sourceRow} row={row} order={order} />
            ))}
          </TableBody>
        </Table>
      </Box>
      {hidden > 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t("moreColumns", { count: hidden })}
        </Typography>
      )}
    </>
  );
}

function HeaderCell({ preview, name }: { preview: DatasetPreview; name: string }) {
  const t = useText(text);
  const role = COLUMN_ROLES.find((one) => name !== "" && preview.mapping[one] === name);
  return (
    <TableCell sx={{ minWidth: role === "text" ? 240 : 104, verticalAlign: "bottom" }}>
      <Typography variant="body2" color={role === undefined ? "textSecondary" : "primary"}>
        {role === undefined ? t("unused") : t(`role_${role}`)}
      </Typography>
      <bdi>{name}</bdi>
    </TableCell>
  );
}

function PreviewRow({ row, order }: { row: Row; order: readonly number[] }) {
  const { cells, reject } = row;
  return (
    <TableRow sx={reject === null ? {} : { bgcolor: "action.hover" }}>
      <TableCell align="right" sx={{ fontVariantNumeric: "tabular-nums", verticalAlign: "top" }}>
        {row.sourceRow}
      </TableCell>
      {cells.length === 0 ? (
        <TableCell colSpan={order.length}>
          {reject !== null && <Reason reason={reject} />}
        </TableCell>
      ) : (
        order.map((at, place) => (
          <TableCell key={at} sx={cellSx}>
            <bdi>{cells[at]}</bdi>
            {reject !== null && place === 0 && <Reason reason={reject} />}
          </TableCell>
        ))
      )}
    </TableRow>
  );
}

function Reason({ reason }: { reason: string }) {
  const t = useText(text);
  return (
    <Typography variant="body2" color="error">
      {t("rowRejected", { reason })}
    </Typography>
  );
}

/** Three lines of a note are enough to know it by. */
const cellSx = {
  verticalAlign: "top",
  maxWidth: 460,
  overflowWrap: "anywhere",
  whiteSpace: "pre-line",
  "& > bdi": {
    display: "-webkit-box",
    WebkitBoxOrient: "vertical",
    WebkitLineClamp: "3",
    overflow: "hidden",
  },
} as const;
