import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { Evaluation } from "../../../electron/shared/domain/evaluation.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatCount, formatPercent } from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { TableScroll } from "../../components/TableScroll.tsx";
import { estimateWords } from "./estimate-words.ts";
import { text } from "./text.ts";

interface Props {
  readonly run: string;
  readonly evaluated: boolean;
}

/** How good base and fine-tuned model are on rows that neither has seen. */
export function Evaluations({ run, evaluated }: Props) {
  const t = useText(text);
  const board = useApiQuery(api.evaluation.compare, { runs: [run] }, { enabled: evaluated });
  const base = board.data?.rows.find((row) => row.runId === null)?.evaluation;
  const tuned = board.data?.rows.find((row) => row.runId === run)?.evaluation;
  // The run may have been evaluated on other rows than those it was trained beside.
  const none = !evaluated || board.error?.code === "NOT_FOUND";
  return (
    <SectionCard title={t("evaluations")}>
      {none && <Typography color="textSecondary">{t("noEvaluation")}</Typography>}
      {!none && board.isError && <ErrorAlert error={board.error} />}
      {!none && tuned !== undefined && <Figures base={base} tuned={tuned} />}
    </SectionCard>
  );
}

interface FiguresProps {
  readonly base: Evaluation | undefined;
  readonly tuned: Evaluation;
}

function Figures({ base, tuned }: FiguresProps) {
  const t = useText(text);
  const { majority, rows } = tuned.metrics;
  const heads = ["accuracy", "accuracyAt3", "macroF1", "calibration"] as const;
  return (
    <>
      <TableScroll label={t("evaluations")}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t("model")}</TableCell>
              {heads.map((head) => (
                <TableCell key={head} align="right">
                  {t(head)}
                </TableCell>
              ))}
              <TableCell align="right">{t("rows")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            <TableRow>
              <TableCell component="th" scope="row">
                {t("majority")}
              </TableCell>
              <TableCell align="right">{formatPercent(majority.accuracy)}</TableCell>
              <TableCell align="right">–</TableCell>
              <TableCell align="right">{formatPercent(majority.macroF1)}</TableCell>
              <TableCell align="right">–</TableCell>
              <TableCell align="right">{formatCount(rows)}</TableCell>
            </TableRow>
            {base !== undefined && <Row name={t("base")} evaluation={base} />}
            <Row
              name={t("tuned", { step: formatCount(tuned.checkpointStep ?? 0) })}
              evaluation={tuned}
            />
          </TableBody>
        </Table>
      </TableScroll>
      <Typography variant="caption" color="textSecondary">
        {t("interval")}
      </Typography>
    </>
  );
}

function Row({ name, evaluation }: { name: string; evaluation: Evaluation }) {
  const { accuracy, accuracyAt3, macroF1, calibrationError, rows } = evaluation.metrics;
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {name}
      </TableCell>
      {[accuracy, accuracyAt3, macroF1].map((estimate, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
        <TableCell key={i} align="right">
          {estimateWords(estimate)}
        </TableCell>
      ))}
      <TableCell align="right">{formatPercent(calibrationError)}</TableCell>
      <TableCell align="right">{formatCount(rows)}</TableCell>
    </TableRow>
  );
}
