import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import { type FormEvent, useId, useState } from "react";
import type { AppError } from "../../electron/shared/errors.ts";
import { useText } from "../app/text/text.ts";
import { ErrorAlert } from "./ErrorAlert.tsx";
import { text } from "./text.ts";

interface Props {
  readonly title: string;
  readonly label: string;
  /** The name as it is now. */
  readonly value: string;
  readonly pending: boolean;
  readonly error: AppError | null;
  /** Is given the new name without the spaces around it; the caller closes once it is kept. */
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}

const MAX_NAME = 200;

/** Stays open until the name is kept: what was typed is not lost to a refusal. */
export function RenameDialog({ title, label, value, pending, error, onSave, onClose }: Props) {
  const t = useText(text);
  const id = useId();
  const [next, setNext] = useState(value);
  const name = next.trim();
  const ready = name !== "" && !pending;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onSave(name);
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={id}>
      <form onSubmit={save}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            margin="dense"
            label={label}
            value={next}
            slotProps={{ htmlInput: { maxLength: MAX_NAME } }}
            onChange={(event) => setNext(event.target.value)}
          />
          {error !== null && <ErrorAlert error={error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="contained" disabled={!ready}>
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
