import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { type FormEvent, useState } from "react";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PassphraseField } from "../../components/PassphraseField.tsx";
import { text } from "./text.ts";

export function Unlock() {
  const t = useText(text);
  const [passphrase, setPassphrase] = useState("");
  const unlock = useApiCommand(api.session.unlock, { invalidates: ["session"] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== "") unlock.mutate({ passphrase });
  };
  return (
    <form onSubmit={submit} style={{ display: "grid", gap: 16 }}>
      <Typography>{t("lockedLead")}</Typography>
      <PassphraseField
        autoFocus
        label={t("passphrase")}
        value={passphrase}
        onChange={setPassphrase}
        error={unlock.isError}
      />
      {unlock.isError && <ErrorAlert error={unlock.error} />}
      <Button
        type="submit"
        variant="contained"
        size="large"
        disabled={passphrase === "" || unlock.isPending}
      >
        {t("unlock")}
      </Button>
    </form>
  );
}
