import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogContentText from "@mui/material/DialogContentText";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import { useId, useState } from "react";
import type { Quarantine } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatCount } from "../../../components/format.ts";
import { RunningTask } from "../../../components/RunningTask.tsx";
import { text } from "../text.ts";

/** The one way out of quarantine, with what it means. */
export function ConfirmButton({ quarantine }: { quarantine: Quarantine }) {
  const t = useText(text);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [accepted, setAccepted] = useState(false);
  const { version, counts } = quarantine;
  const confirm = useApiCommand(api.deid.confirm, { invalidates: ["deid", "datasets"] });
  const unreviewed = counts.rows - counts.reviewed;
  const sum = (part: "found" | "rejected") =>
    counts.classes.reduce((total, one) => total + one[part], 0);
  return (
    <>
      <Button variant="contained" onClick={() => setOpen(true)}>
        {t("confirm")}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby={`${id}-title`}>
        <DialogTitle id={`${id}-title`}>{t("confirmTitle")}</DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 2 }}>
          <DialogContentText>
            {t("confirmBody", {
              found: formatCount(sum("found") - sum("rejected")),
              rejected: formatCount(sum("rejected")),
              rows: formatCount(counts.rows),
            })}
          </DialogContentText>
          {unreviewed > 0 && (
            <div>
              <DialogContentText>{t("confirmUnreviewed", { count: unreviewed })}</DialogContentText>
              <FormControlLabel
                control={<Checkbox checked={accepted} onChange={(_, on) => setAccepted(on)} />}
                label={t("acceptUnreviewed")}
              />
            </div>
          )}
          {confirm.isPending && <RunningTask entry="deid.confirm" label={t("confirming")} />}
          {confirm.error !== null && <ErrorAlert error={confirm.error} />}
        </DialogContent>
        <DialogActions>
          <Button autoFocus onClick={() => setOpen(false)}>
            {t("cancel")}
          </Button>
          <Button
            variant="contained"
            disabled={(unreviewed > 0 && !accepted) || confirm.isPending}
            onClick={() => confirm.mutate({ dataset: version.hash, acceptUnreviewed: accepted })}
          >
            {t("confirm")}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
