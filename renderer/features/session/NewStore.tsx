import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Typography from "@mui/material/Typography";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Protection, SessionState } from "../../../electron/shared/contract/session.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { type Choice, ChoiceList } from "../../components/ChoiceList.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { NewPassphrase } from "../../components/NewPassphrase.tsx";
import { SessionCard } from "./SessionCard.tsx";
import { text } from "./text.ts";

interface Props {
  readonly keyring: SessionState["keyring"];
  readonly problem: ReactNode;
}

/** What guards the key of a store that is made now. */
export function NewStore({ keyring, problem }: Props) {
  const t = useText(text);
  const [protection, setProtection] = useState<Protection>(
    keyring.available ? "system" : "passphrase",
  );
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const create = useApiCommand(api.session.create, { invalidates: ["session"] });
  const ready =
    protection === "system" ||
    (protection === "passphrase" && passphrase !== null) ||
    (protection === "none" && sure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    create.mutate({
      protection,
      ...(passphrase !== null && protection === "passphrase" && { passphrase }),
    });
  };
  const system: Choice<Protection> = {
    value: "system",
    title: t("withSystem", { name: keyring.name }),
    why: t("withSystemWhy"),
  };
  const choices: Choice<Protection>[] = [
    ...(keyring.available ? [system] : []),
    { value: "passphrase", title: t("withPassphrase"), why: t("withPassphraseWhy") },
    { value: "none", title: t("without"), why: t("withoutWhy") },
  ];
  return (
    <SessionCard title={t("newTitle")}>
      {problem}
      <form onSubmit={submit} style={{ display: "grid", gap: 16 }}>
        <Typography>{t("newLead")}</Typography>
        {!keyring.available && (
          <Typography variant="body2" color="textSecondary">
            {t("noKeyring")}
          </Typography>
        )}
        <ChoiceList<Protection>
          label={t("newLead")}
          choices={choices}
          value={protection}
          onChange={setProtection}
        />
        {protection === "passphrase" && <NewPassphrase onChange={setPassphrase} />}
        {protection === "none" && (
          <Alert severity="warning">
            <FormControlLabel
              control={<Checkbox checked={sure} onChange={(_, on) => setSure(on)} />}
              label={t("withoutSure")}
            />
          </Alert>
        )}
        {create.isError && <ErrorAlert error={create.error} />}
        <Box>
          <Button
            type="submit"
            variant="contained"
            size="large"
            fullWidth
            disabled={!ready || create.isPending}
          >
            {t("create")}
          </Button>
        </Box>
      </form>
    </SessionCard>
  );
}
