import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Typography from "@mui/material/Typography";
import {
  PRESET_IDS,
  type PresetFacts,
  type PresetId,
} from "../../../electron/shared/domain/presets/facts.ts";
import { PRESETS } from "../../../electron/shared/domain/presets/index.ts";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import { useText } from "../../app/text/text.ts";
import { formatCount } from "../../components/format.ts";
import { text as words } from "../../components/run-config/text.ts";
import { text } from "./text.ts";

interface Props {
  readonly facts: PresetFacts;
  /** Null: own values. */
  readonly chosen: PresetId | null;
  readonly onChoose: (id: PresetId) => void;
}

/** Four good beginnings, with what each of them means here. */
export function PresetCards({ facts, chosen, onChoose }: Props) {
  const t = useText(text);
  const w = useText(words);
  const length = ({ maxSteps, epochs }: RunConfig) =>
    maxSteps > 0
      ? `${formatCount(maxSteps)} ${w("unit_steps")}`
      : `${formatCount(epochs)} ${w("unit_epochs")}`;
  return (
    <RadioGroup
      aria-label={t("preset")}
      value={chosen ?? ""}
      onChange={(_, id) => onChoose(id as PresetId)}
      sx={{
        display: "grid",
        gridTemplateColumns: "repeat(auto-fit, minmax(210px, 1fr))",
        gap: 1.5,
      }}
    >
      {PRESET_IDS.map((id) => {
        const config = PRESETS[id](facts);
        return (
          <Paper
            key={id}
            component="label"
            variant="outlined"
            sx={{
              display: "flex",
              p: 1.5,
              gap: 0.5,
              cursor: "pointer",
              outline: chosen === id ? 2 : 0,
              outlineColor: "primary.main",
            }}
          >
            <Radio value={id} size="small" sx={{ alignSelf: "flex-start", p: 0.5 }} />
            <Box>
              <Typography sx={{ fontWeight: 620 }}>{t(`preset-${id}`)}</Typography>
              <Typography variant="body2" color="textSecondary">
                {t(`preset-${id}-why`)}
              </Typography>
              <Typography variant="body2" sx={{ mt: 0.5, fontVariantNumeric: "tabular-nums" }}>
                {t("presetFacts", {
                  method: w(`method-${config.method}`),
                  rank: formatCount(config.rank),
                  length: length(config),
                })}
              </Typography>
            </Box>
          </Paper>
        );
      })}
    </RadioGroup>
  );
}
