import Box from "@mui/material/Box";
import FormControlLabel from "@mui/material/FormControlLabel";
import Slider from "@mui/material/Slider";
import Switch from "@mui/material/Switch";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useId } from "react";
import { useText } from "../app/text/text.ts";
import { HelpTip } from "../components/HelpTip.tsx";
import { MAX_SMOOTHING } from "./series/debiased-mean.ts";
import { text } from "./text.ts";
import { X_AXES, type XAxisKind } from "./view/x-axis.ts";

export interface ChartChoices {
  readonly axis: XAxisKind;
  readonly log: boolean;
  readonly smoothing: number;
}

interface Props {
  readonly choices: ChartChoices;
  readonly onChange: (choices: ChartChoices) => void;
}

/** How all charts of a page are drawn. */
export function ChartControls({ choices, onChange }: Props) {
  const t = useText(text);
  const id = useId();
  const { axis, log, smoothing } = choices;
  return (
    <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: 3, rowGap: 1 }}>
      <ToggleButtonGroup
        size="small"
        exclusive
        value={axis}
        aria-label={t("axis")}
        onChange={(_, next: XAxisKind | null) =>
          next !== null && onChange({ ...choices, axis: next })
        }
      >
        {X_AXES.map((kind) => (
          <ToggleButton key={kind} value={kind} sx={{ textTransform: "none", px: 1.5 }}>
            {t(kind)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1.5, minWidth: 280 }}>
        <Typography id={`${id}-smoothing`} variant="body2">
          {t("smoothing")}
        </Typography>
        <Slider
          size="small"
          aria-labelledby={`${id}-smoothing`}
          min={0}
          max={MAX_SMOOTHING}
          step={0.01}
          value={smoothing}
          onChange={(_, value) => onChange({ ...choices, smoothing: Number(value) })}
        />
        <Typography variant="body2" sx={{ width: 34, fontVariantNumeric: "tabular-nums" }}>
          {smoothing.toFixed(2)}
        </Typography>
        <HelpTip text={t("smoothingHelp")} />
      </Box>
      <FormControlLabel
        control={
          <Switch
            size="small"
            checked={log}
            onChange={(_, checked) => onChange({ ...choices, log: checked })}
          />
        }
        label={<Typography variant="body2">{t("log")}</Typography>}
      />
    </Box>
  );
}
