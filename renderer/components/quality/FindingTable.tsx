import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import type { Finding } from "../../../electron/shared/domain/quality/gate-report.ts";
import { useText } from "../../app/text/text.ts";
import { formatCount } from "../format.ts";
import { SeverityChip } from "./SeverityChip.tsx";
import { text } from "./text.ts";

/** What the gate found, the gravest first. */
export function FindingTable({ findings }: { findings: readonly Finding[] }) {
  const t = useText(text);
  return (
    <Table size="small" aria-label={t("title")}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 110 }}>{t("state")}</TableCell>
          <TableCell>{t("finding")}</TableCell>
          <TableCell align="right" sx={{ width: 100 }}>
            {t("rows")}
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {findings.map(({ id, severity, rows }) => (
          <TableRow key={id}>
            <TableCell>
              <SeverityChip severity={severity} />
            </TableCell>
            <TableCell>{t(id)}</TableCell>
            <TableCell align="right" sx={{ fontVariantNumeric: "tabular-nums" }}>
              {formatCount(rows)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
