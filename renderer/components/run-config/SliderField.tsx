import Box from "@mui/material/Box";
import Slider from "@mui/material/Slider";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useText } from "../../app/text/text.ts";
import { formatCount } from "../format.ts";
import { text } from "./text.ts";

interface Props {
  readonly label: string;
  readonly unit: string;
  readonly why: string;
  readonly value: number;
  /** Ascending; the slider stops at these, the box beside it takes any whole number between. */
  readonly stops: readonly number[];
  readonly disabled?: boolean;
  /** Stands at the right of the label. */
  readonly action?: ReactNode;
  /** Said instead of the reason, until the value moves on. */
  readonly note?: string | null;
  readonly onChange: (value: number) => void;
}

/** A whole number on a slider with uneven stops, and in a box for the exact value. */
export function SliderField(props: Props) {
  const { label, unit, why, value, stops, disabled, action, note, onChange } = props;
  const t = useText(text);
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const least = stops[0] ?? 1;
  const most = stops.at(-1) ?? 1;
  const parsed = Number(typed);
  const valid = Number.isInteger(parsed) && parsed >= least && parsed <= most;
  const range = t("wholeRange", { least: formatCount(least), most: formatCount(most) });
  return (
    <Box
      sx={{ display: "grid", gridTemplateColumns: "1fr 112px", columnGap: 2, alignItems: "center" }}
    >
      <Box sx={{ gridColumn: "1 / -1", display: "flex", alignItems: "center", minHeight: 30 }}>
        <Typography component="span" id={`${id}-label`} sx={{ fontWeight: 560 }}>
          {label}
        </Typography>
        <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 1, flex: 1 }}>
          {unit}
        </Typography>
        {action}
      </Box>
      <Slider
        aria-labelledby={`${id}-label`}
        disabled={disabled ?? false}
        size="small"
        value={nearest(stops, value)}
        min={0}
        max={stops.length - 1}
        step={1}
        getAriaValueText={(index) => `${formatCount(stops[index] ?? 0)} ${unit}`}
        onChange={(_, index) => onChange(stops[index as number] ?? value)}
      />
      <TextField
        disabled={disabled ?? false}
        value={typed}
        error={!valid}
        onChange={(event) => {
          setTyped(event.target.value);
          const next = Number(event.target.value);
          if (Number.isInteger(next) && next >= least && next <= most) onChange(next);
        }}
        onBlur={() => {
          if (!valid) setTyped(String(value));
        }}
        slotProps={{
          htmlInput: {
            inputMode: "numeric",
            "aria-labelledby": `${id}-label`,
            "aria-describedby": `${id}-why`,
          },
        }}
      />
      <Typography
        id={`${id}-why`}
        aria-live="polite"
        variant="body2"
        color={valid ? "textSecondary" : "error"}
        sx={{ gridColumn: "1 / -1" }}
      >
        {valid ? (note ?? why) : range}
      </Typography>
    </Box>
  );
}

function nearest(stops: readonly number[], value: number): number {
  const index = stops.findIndex((stop) => stop >= value);
  if (index <= 0) return index === 0 ? 0 : stops.length - 1;
  const above = stops[index] ?? value;
  const below = stops[index - 1] ?? value;
  return above - value <= value - below ? index : index - 1;
}
