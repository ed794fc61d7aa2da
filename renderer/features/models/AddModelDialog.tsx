import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useId, useState } from "react";
import type { ChosenFile } from "../../../electron/shared/contract/files.ts";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { ProgressLine } from "../../components/ProgressLine.tsx";
import { RunningTask } from "../../components/RunningTask.tsx";
import { ModelFacts } from "./ModelFacts.tsx";
import { ModelProblems } from "./ModelProblems.tsx";
import { text } from "./text.ts";

interface Props {
  readonly folder: ChosenFile;
  readonly onAdded: (model: ListedModel) => void;
  readonly onChooseOther: () => void;
  readonly onClose: () => void;
}

/** What the folder holds, before it is registered. */
export function AddModelDialog({ folder, onAdded, onChooseOther, onClose }: Props) {
  const t = useText(text);
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const look = useApiQuery(api.models.inspect, { folder: folder.handle }, { staleTime: 0 });
  const add = useApiCommand(api.models.add, { invalidates: ["models"], onSuccess: onAdded });
  const name = typed ?? look.data?.suggestedName ?? "";
  const { data } = look;
  const usable = data !== undefined && data.problems.length === 0 && data.info !== null;
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby={id}>
      <DialogTitle id={id}>{t("addTitle")}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography color="textSecondary">
            {t("folder")}: <bdi>{folder.name}</bdi>
          </Typography>
          {look.isPending && <ProgressLine label={t("looking")} done={0} total={0} />}
          {look.error !== null && <ErrorAlert error={look.error} />}
          {data !== undefined && <ModelProblems problems={data.problems} />}
          {data?.info != null && <ModelFacts info={data.info} tokenizer={data.tokenizer} />}
          {usable && (
            <>
              <TextField
                autoFocus
                label={t("name")}
                value={name}
                error={name.trim() === ""}
                helperText={name.trim() === "" ? t("nameNeeded") : t("nameHint")}
                slotProps={{ htmlInput: { maxLength: 200 } }}
                onChange={(event) => setTyped(event.target.value)}
              />
              <Typography variant="body2" color="textSecondary">
                {t("willHash")}
              </Typography>
            </>
          )}
          {add.isPending && <RunningTask entry="models.add" label={t("hashing")} />}
          {add.error !== null && <ErrorAlert error={add.error} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        {data !== undefined && !usable ? (
          <Button variant="contained" onClick={onChooseOther}>
            {t("chooseOther")}
          </Button>
        ) : (
          <Button
            variant="contained"
            disabled={!usable || name.trim() === "" || add.isPending}
            onClick={() => add.mutate({ folder: folder.handle, name: name.trim() })}
          >
            {t("add")}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
