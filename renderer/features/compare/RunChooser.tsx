import Box from "@mui/material/Box";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { useText } from "../../app/text/text.ts";
import { runStyle } from "../../charts/draw/line-style.ts";
import { LineKey } from "../../charts/LineKey.tsx";
import { useColours } from "../../charts/use-colours.ts";
import { formatDate } from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { MAX_RUNS } from "./order.ts";
import { text } from "./text.ts";

interface Props {
  readonly runs: readonly RunSummary[];
  readonly ordinal: ReadonlyMap<string, number>;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (run: string) => void;
}

const ROW = {
  display: "flex",
  m: 0,
  py: 0.25,
  alignItems: "flex-start",
  "& .MuiFormControlLabel-label": { minWidth: 0, flex: 1 },
} as const;

/** Enough to find any run by its name; more rows than this are searched, not scrolled. */
const SHOWN = 100;

export function RunChooser({ runs, ordinal, chosen, onToggle }: Props) {
  const t = useText(text);
  const { dark } = useColours();
  const [search, setSearch] = useState("");
  const words = search.toLowerCase();
  const found = runs
    .filter(({ run }) => run.archivedAt === null || chosen.has(run.id))
    .filter(({ run, datasetName }) => `${run.name} ${datasetName}`.toLowerCase().includes(words))
    .slice(0, SHOWN);
  const full = chosen.size >= MAX_RUNS;
  return (
    <SectionCard title={t("choose")}>
      <TextField
        type="search"
        fullWidth
        label={t("search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        sx={{ mb: 1 }}
      />
      <Box sx={{ maxHeight: 520, overflow: "auto" }}>
        {found.map(({ run, datasetName }) => (
          <FormControlLabel
            key={run.id}
            sx={ROW}
            control={
              <Checkbox
                size="small"
                checked={chosen.has(run.id)}
                disabled={full && !chosen.has(run.id)}
                onChange={() => onToggle(run.id)}
              />
            }
            label={
              <Box sx={{ pt: 0.75, minWidth: 0 }}>
                <Box sx={{ display: "flex", gap: 1, alignItems: "center" }}>
                  <LineKey style={runStyle(ordinal.get(run.id) ?? 0)} dark={dark} marked />
                  <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
                    {run.name}
                  </Typography>
                </Box>
                <Typography variant="caption" color="textSecondary" noWrap component="div">
                  {formatDate(run.createdAt)}, {datasetName}
                </Typography>
              </Box>
            }
          />
        ))}
      </Box>
      {full && <Typography variant="caption">{t("tooMany", { count: MAX_RUNS })}</Typography>}
    </SectionCard>
  );
}
