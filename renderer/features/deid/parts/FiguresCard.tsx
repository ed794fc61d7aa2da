import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatCount, formatPercent } from "../../../components/format.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

/** Recall and precision per class, always with the texts they were measured on. */
export function FiguresCard() {
  const t = useText(text);
  const figures = useApiQuery(api.deid.figures, {});
  const [chosen, setChosen] = useState<string | null>(null);
  const { data } = figures;
  if (figures.error !== null) return <ErrorAlert error={figures.error} />;
  if (data === undefined) return null;
  const part = data?.parts.find(({ name }) => name === chosen) ?? data?.parts.at(-1);
  if (data === null || part === undefined) {
    return <SectionCard title={t("figures")}>{t("figuresNone")}</SectionCard>;
  }
  return (
    <SectionCard title={t("figures")}>
      <Stack spacing={1.5}>
        <Typography variant="body2">{t("figuresSet", { set: data.set })}</Typography>
        <TextField
          select
          size="small"
          label={t("part")}
          value={part.name}
          sx={{ maxWidth: 320 }}
          onChange={(event) => setChosen(event.target.value)}
        >
          {data.parts.map(({ name, texts }) => (
            <MenuItem key={name} value={name}>
              {name} ({formatCount(texts)})
            </MenuItem>
          ))}
        </TextField>
        <Table size="small" aria-label={t("figures")}>
          <TableHead>
            <TableRow>
              <TableCell>{t("class")}</TableCell>
              <TableCell align="right">{t("recall")}</TableCell>
              <TableCell align="right">{t("precision")}</TableCell>
              <TableCell align="right">{t("strictRecall")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {part.classes.map((one) => (
              <TableRow key={one.class}>
                <TableCell>
                  {one.class} ({formatCount(one.marked)})
                </TableCell>
                <TableCell align="right">{formatPercent(one.recall)}</TableCell>
                <TableCell align="right">{formatPercent(one.precision)}</TableCell>
                <TableCell align="right">{formatPercent(one.strictRecall)}</TableCell>
              </TableRow>
            ))}
            <TableRow>
              <TableCell sx={{ fontWeight: 560 }}>{t("together")}</TableCell>
              <TableCell align="right">{formatPercent(part.recall)}</TableCell>
              <TableCell align="right">{formatPercent(part.precision)}</TableCell>
              <TableCell />
            </TableRow>
          </TableBody>
        </Table>
        <Typography variant="body2" color="textSecondary">
          {data.counted}
        </Typography>
      </Stack>
    </SectionCard>
  );
}
