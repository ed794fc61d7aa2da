import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import { type FormEvent, useState } from "react";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

interface Props {
  readonly name: string;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}

const MAX_NAME = 200;

export function RenameDialog({ name, onSave, onClose }: Props) {
  const t = useText(text);
  const [next, setNext] = useState(name);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (next.trim() === "") return;
    onClose();
    onSave(next.trim());
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="rename-run" fullWidth maxWidth="xs">
      <form onSubmit={save}>
        <DialogTitle id="rename-run">{t("rename")}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            margin="dense"
            label={t("newName")}
            value={next}
            slotProps={{ htmlInput: { maxLength: MAX_NAME } }}
            onChange={(event) => setNext(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="contained" disabled={next.trim() === ""}>
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
