import TuneIcon from "@mui/icons-material/Tune";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Popover from "@mui/material/Popover";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect, useState } from "react";
import { type Sampling, SamplingSchema } from "../../../../electron/shared/domain/sampling.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount, formatFigure } from "../../../components/format.ts";
import { text } from "../text.ts";

interface Props {
  readonly sampling: Sampling;
  readonly disabled: boolean;
  readonly onChange: (sampling: Sampling) => void;
}

type Field = "temperature" | "topP" | "maxNewTokens" | "seed";

/** Bounds that make sense to a person; the engine's own are wider. */
const FIELDS: readonly { field: Field; low: number; high: number; step: number }[] = [
  { field: "temperature", low: 0, high: 2, step: 0.1 },
  { field: "topP", low: 0.05, high: 1, step: 0.05 },
  { field: "maxNewTokens", low: 1, high: 4096, step: 1 },
  { field: "seed", low: 0, high: 4_294_967_295, step: 1 },
];

const WORDS = {
  temperature: ["temperature", "temperatureHelp"],
  topP: ["topP", "topPHelp"],
  maxNewTokens: ["maxTokens", "maxTokensHelp"],
  seed: ["seed", "seedHelp"],
} as const;

export function SamplingSettings({ sampling, disabled, onChange }: Props) {
  const t = useText(text);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const tokens = formatCount(sampling.maxNewTokens);
  const summary =
    sampling.temperature === 0
      ? t("samplingGreedy", { tokens })
      : t("samplingDrawn", {
          tokens,
          temperature: formatFigure(sampling.temperature),
          topP: formatFigure(sampling.topP),
          seed: sampling.seed,
        });
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<TuneIcon />}
        disabled={disabled}
        aria-haspopup="dialog"
        aria-label={`${t("sampling")}: ${summary}`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {summary}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: "top", horizontal: "left" }}
        transformOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{ paper: { role: "dialog", "aria-label": t("sampling") } }}
      >
        <Box sx={{ p: 2.5, width: 360, display: "grid", gap: 2 }}>
          <Typography variant="h3">{t("sampling")}</Typography>
          {FIELDS.map(({ field, ...bounds }) => (
            <NumberField
              key={field}
              label={t(WORDS[field][0])}
              help={t(WORDS[field][1])}
              value={sampling[field]}
              {...bounds}
              onChange={(value) => onChange({ ...sampling, [field]: value })}
            />
          ))}
          <Box sx={{ display: "flex", justifyContent: "space-between" }}>
            <Button onClick={() => onChange(SamplingSchema.parse({}))}>{t("reset")}</Button>
            <Button variant="contained" onClick={() => setAnchor(null)}>
              {t("close")}
            </Button>
          </Box>
        </Box>
      </Popover>
    </>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** What is typed stays as typed; only a value within the bounds is taken over. */
function NumberField({ label, help, value, low, high, step, onChange }: NumberFieldProps) {
  const t = useText(text);
  const [typed, setTyped] = useState(String(value));
  const fits = (words: string) => {
    const number = Number(words);
    const whole = step < 1 || Number.isInteger(number);
    return words.trim() !== "" && whole && number >= low && number <= high;
  };
  const ok = fits(typed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change from outside
  useEffect(() => {
    if (!ok || Number(typed) !== value) setTyped(String(value));
  }, [value]);
  return (
    <TextField
      label={label}
      type="number"
      value={typed}
      error={!ok}
      helperText={ok ? help : t("outOfRange", { low: formatFigure(low), high: formatCount(high) })}
      slotProps={{ htmlInput: { min: low, max: high, step } }}
      onChange={(event) => {
        setTyped(event.target.value);
        if (fits(event.target.value)) onChange(Number(event.target.value));
      }}
    />
  );
}
