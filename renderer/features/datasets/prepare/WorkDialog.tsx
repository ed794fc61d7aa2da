import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Stack from "@mui/material/Stack";
import { type ReactNode, useId } from "react";
import type { AppError } from "../../../../electron/shared/errors.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { RunningTask } from "../../../components/RunningTask.tsx";
import { text } from "./text.ts";

interface Props {
  readonly title: string;
  /** The act by its name: "Add the copies". */
  readonly act: string;
  readonly ready: boolean;
  readonly pending: boolean;
  readonly error: AppError | null;
  /** Of the command, for its progress: "preparation.augment". */
  readonly entry: string;
  readonly progress: string;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Choices, then work that takes a while and can be stopped; a refusal loses nothing. */
export function WorkDialog(props: Props) {
  const { title, act, ready, pending, error, entry, progress, onAct, onClose, children } = props;
  const t = useText(text);
  const id = useId();
  const leave = () => {
    if (!pending) onClose();
  };
  return (
    <Dialog open onClose={leave} fullWidth maxWidth="md" aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {children}
          {pending && <RunningTask entry={entry} label={progress} />}
          {error !== null && <ErrorAlert error={error} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={pending}>
          {t("cancel")}
        </Button>
        <Button variant="contained" disabled={!ready || pending} onClick={onAct}>
          {act}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
