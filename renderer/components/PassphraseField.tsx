import HideIcon from "@mui/icons-material/VisibilityOffOutlined";
import ShowIcon from "@mui/icons-material/VisibilityOutlined";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { useText } from "../app/text/text.ts";
import { text } from "./text.ts";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: boolean;
  readonly help?: string | undefined;
  readonly autoFocus?: boolean;
}

/** A secret that can be looked at while it is typed. */
export function PassphraseField({ label, value, onChange, error, help, autoFocus }: Props) {
  const t = useText(text);
  const [shown, setShown] = useState(false);
  return (
    <TextField
      fullWidth
      autoFocus={autoFocus === true}
      label={label}
      type={shown ? "text" : "password"}
      value={value}
      error={error === true}
      helperText={help}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        htmlInput: { maxLength: 1000, autoComplete: "off", spellCheck: false },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={t(shown ? "hidePassphrase" : "showPassphrase")}
                onClick={() => setShown((was) => !was)}
              >
                {shown ? <HideIcon fontSize="small" /> : <ShowIcon fontSize="small" />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
