import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { Estimate, Evaluation } from "../../../electron/shared/domain/evaluation.ts";
import type { Run } from "../../../electron/shared/domain/run.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { formatCount, formatPercent } from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { TableScroll } from "../../components/TableScroll.tsx";
import { text } from "./text.ts";

/** How good base and fine-tuned model are on rows that neither has seen. */
export function Evaluations({ run }: { run: Run }) {
  const t = useText(text);
  const all = useApiQuery(api.evaluation.list, {});
  const found = all.data === undefined ? null : newestPair(all.data, run);
  return (
    <SectionCard title={t("evaluations")}>
      {found === null || found.tuned === undefined ? (
        <Typography color="textSecondary">{t("noEvaluation")}</Typography>
      ) : (
        <Figures base={found.base} tuned={found.tuned} />
      )}
    </SectionCard>
  );
}

/** The newest figures of the run, and those of its base on the same rows. */
export function newestPair(evaluations: readonly Evaluation[], run: Run) {
  const tuned = evaluations.find((e) => e.runId === run.id && e.part === "test");
  const base = evaluations.find(
    (e) =>
      e.runId === null &&
      e.modelHash === run.frozen.modelHash &&
      e.datasetHash === (tuned?.datasetHash ?? run.frozen.datasetHash) &&
      e.splitId === (tuned?.splitId ?? run.splitId) &&
      e.part === "test",
  );
  return { base, tuned };
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

/** "84.2 % (81.0–87.1)" */
function estimateWords({ value, low, high }: Estimate): string {
  const bare = (share: number) => formatPercent(share).replace(" %", "");
  return `${formatPercent(value)} (${bare(low)}–${bare(high)})`;
}
