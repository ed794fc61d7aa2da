import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { useText } from "../../app/text/text.ts";
import { configRows } from "../../components/run-config/config-rows.ts";
import { text as rowText } from "../../components/run-config/row-text.ts";
import { text as fieldText } from "../../components/run-config/text.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { TableScroll } from "../../components/TableScroll.tsx";
import { differences } from "./differences.ts";
import { text } from "./text.ts";

/** Only what differs: forty fields that are the same hide the one that is not. */
export function Differences({ runs }: { runs: readonly RunSummary[] }) {
  const t = useText(text);
  const [field, row] = [useText(fieldText), useText(rowText)];
  const found = differences(runs.map(({ run }) => configRows(run.frozen, field, row)));
  return (
    <SectionCard title={t("differences")}>
      {found.length === 0 ? (
        <Typography color="textSecondary">{t(runs.length < 2 ? "oneRun" : "same")}</Typography>
      ) : (
        <TableScroll label={t("differences")}>
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{t("field")}</TableCell>
                {runs.map(({ run }) => (
                  <TableCell key={run.id}>{run.name}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {found.map(({ key, label, values }) => (
                <TableRow key={key}>
                  <TableCell component="th" scope="row">
                    {label}
                  </TableCell>
                  {values.map((value, i) => (
                    <TableCell key={runs[i]?.run.id} sx={{ overflowWrap: "anywhere" }}>
                      {value}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableScroll>
      )}
    </SectionCard>
  );
}
