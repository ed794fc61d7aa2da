import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type {
  AnswerEvaluation,
  AnswerFigures,
} from "../../../electron/shared/domain/answer-evaluation.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatCount } from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { TableScroll } from "../../components/TableScroll.tsx";
import { estimateWords } from "./estimate-words.ts";
import { text } from "./text.ts";

interface Props {
  readonly newest: AnswerEvaluation | undefined;
  readonly error: Error | null;
}

/** How close base and fine-tuned model come to the answers of rows that neither has seen. */
export function Answers({ newest, error }: Props) {
  const t = useText(text);
  return (
    <SectionCard title={t("answers")}>
      {error !== null && <ErrorAlert error={error} />}
      {newest === undefined ? (
        <Typography color="textSecondary">{t("noAnswers")}</Typography>
      ) : (
        <Figures evaluation={newest} />
      )}
    </SectionCard>
  );
}

function Figures({ evaluation }: { evaluation: AnswerEvaluation }) {
  const t = useText(text);
  const { base, tuned, gain, rows, available, maxNewTokens, checkpointStep } = evaluation;
  const counts = { rows: formatCount(rows), available: formatCount(available) };
  const chance = gain.low <= 0 && gain.high >= 0;
  return (
    <>
      <Typography>{t("answerRows", counts)}</Typography>
      <TableScroll label={t("answers")}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t("model")}</TableCell>
              <TableCell align="right">{t("tokenF1")}</TableCell>
              <TableCell align="right">{t("rougeL")}</TableCell>
              <TableCell align="right">
                {t("cutAnswers", { tokens: formatCount(maxNewTokens) })}
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            <Row name={t("base")} figures={base} />
            <Row name={t("tuned", { step: formatCount(checkpointStep) })} figures={tuned} />
          </TableBody>
        </Table>
      </TableScroll>
      <Typography>{t("gain", { gain: estimateWords(gain) })}</Typography>
      {chance && <Typography color="textSecondary">{t("gainDoubt")}</Typography>}
      <Typography variant="caption" color="textSecondary">
        {t("interval")}
      </Typography>
    </>
  );
}

function Row({ name, figures }: { name: string; figures: AnswerFigures }) {
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {name}
      </TableCell>
      <TableCell align="right">{estimateWords(figures.tokenF1)}</TableCell>
      <TableCell align="right">{estimateWords(figures.rougeL)}</TableCell>
      <TableCell align="right">{formatCount(figures.cut)}</TableCell>
    </TableRow>
  );
}
