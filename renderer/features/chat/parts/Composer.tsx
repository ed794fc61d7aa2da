import SendIcon from "@mui/icons-material/ArrowUpward";
import StopIcon from "@mui/icons-material/Stop";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";

interface Props {
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
  /** Stands beside the keys: the answer settings. */
  readonly settings: ReactNode;
}

/** Where a question is written. Enter asks; a composing keyboard's Enter does not. */
export function Composer({ busy, disabled, onAsk, onStop, settings }: Props) {
  const t = useText(text);
  const [question, setQuestion] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!busy) field.current?.focus();
  }, [busy]);
  const canAsk = !busy && !disabled && question.trim() !== "";
  const ask = () => {
    if (!canAsk) return;
    onAsk(question.trim());
    setQuestion("");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && busy) onStop();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    ask();
  };
  return (
    <Box sx={{ display: "grid", gap: 0.5 }}>
      <Box sx={{ display: "flex", gap: 1, alignItems: "flex-end" }}>
        <TextField
          inputRef={field}
          multiline
          fullWidth
          maxRows={6}
          placeholder={t("questionHint")}
          value={question}
          disabled={disabled}
          onChange={(event) => setQuestion(event.target.value)}
          onKeyDown={press}
          slotProps={{ htmlInput: { "aria-label": t("question"), maxLength: 100_000 } }}
        />
        {busy ? (
          <Button
            variant="outlined"
            color="inherit"
            startIcon={<StopIcon />}
            onClick={onStop}
            sx={buttonSx}
          >
            {t("stop")}
          </Button>
        ) : (
          <Button
            variant="contained"
            startIcon={<SendIcon />}
            disabled={!canAsk}
            onClick={ask}
            sx={buttonSx}
          >
            {t("ask")}
          </Button>
        )}
      </Box>
      <Box sx={{ display: "flex", alignItems: "center", flexWrap: "wrap", columnGap: 2 }}>
        {settings}
        <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
          {t("askKeys")}
        </Typography>
        <Typography variant="body2" sx={{ fontWeight: 560 }}>
          {t("notice")}
        </Typography>
      </Box>
    </Box>
  );
}

const buttonSx = { height: 40, minWidth: 104, flexShrink: 0 } as const;
