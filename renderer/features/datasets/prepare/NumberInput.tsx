import TextField from "@mui/material/TextField";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly min: number;
  readonly max: number;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

/** Null: not a whole number of this range. What is typed stays as it is typed. */
export function wholeNumber(text: string, min: number, max: number): number | null {
  const value = Number(text);
  const inside = Number.isInteger(value) && value >= min && value <= max;
  return text.trim() !== "" && inside ? value : null;
}

export function NumberInput({ label, value, min, max, hint, onChange }: Props) {
  return (
    <TextField
      type="number"
      label={label}
      value={value}
      error={wholeNumber(value, min, max) === null}
      helperText={hint}
      slotProps={{ htmlInput: { min, max, step: 1 } }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
