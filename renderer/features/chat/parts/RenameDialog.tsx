import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import { type FormEvent, useId, useState } from "react";
import type { Conversation } from "../../../../electron/shared/domain/conversation.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { text } from "../text.ts";

interface Props {
  readonly conversation: Conversation;
  readonly onRenamed: (conversation: Conversation) => void;
  readonly onClose: () => void;
}

export function RenameDialog({ conversation, onRenamed, onClose }: Props) {
  const t = useText(text);
  const id = useId();
  const [title, setTitle] = useState(conversation.title);
  const rename = useApiCommand(api.conversations.rename, {
    invalidates: ["conversations.list"],
    onSuccess: (renamed) => {
      onRenamed(renamed);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() !== "") rename.mutate({ conversation: conversation.id, title });
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={id}>
      <form onSubmit={submit}>
        <DialogTitle id={id}>{t("renameTitle")}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            margin="dense"
            label={t("name")}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          {rename.isError && <ErrorAlert error={rename.error} />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={title.trim() === "" || rename.isPending}
          >
            {t("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
