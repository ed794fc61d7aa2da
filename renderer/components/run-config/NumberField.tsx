import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { useState } from "react";

interface Props {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  /** Shown instead of the help when set. */
  readonly problem: string | null;
  readonly value: number;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
  readonly onBlur?: () => void;
}

/** A number as a person writes it; what is not a number yet is NaN to the form. */
export function NumberField(props: Props) {
  const { label, unit, help, problem, value, disabled, onChange, onBlur } = props;
  const [typed, setTyped] = useState(() => shown(value));
  // A preset or a fix put another number in: the words typed before are gone.
  const text = sameNumber(numberOf(typed), value) ? typed : shown(value);
  return (
    <TextField
      fullWidth
      label={label}
      value={text}
      disabled={disabled ?? false}
      error={problem !== null}
      helperText={problem ?? help}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(numberOf(event.target.value));
      }}
      onBlur={() => onBlur?.()}
      slotProps={{
        htmlInput: { inputMode: "decimal" },
        input:
          unit === ""
            ? {}
            : { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
      }}
    />
  );
}

function numberOf(text: string): number {
  const plain = text.trim().replace(",", ".");
  return plain === "" ? Number.NaN : Number(plain);
}

function shown(value: number): string {
  return Number.isNaN(value) ? "" : String(value);
}

function sameNumber(a: number, b: number): boolean {
  return Object.is(a, b) || a === b;
}
