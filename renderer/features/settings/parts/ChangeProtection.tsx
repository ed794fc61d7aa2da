import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Typography from "@mui/material/Typography";
import { type FormEvent, useState } from "react";
import type { Protection, SessionState } from "../../../../electron/shared/contract/session.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { type Choice, ChoiceList } from "../../../components/ChoiceList.tsx";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { NewPassphrase } from "../../../components/NewPassphrase.tsx";
import { PassphraseField } from "../../../components/PassphraseField.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

const TYPED: ReadonlySet<Protection> = new Set(["passphrase", "both"]);

/** Another protection of the same key. The present passphrase is asked where nothing else has it. */
export function ChangeProtection({ state }: { state: SessionState }) {
  const t = useText(text);
  const notice = useNotice();
  const [protection, setProtection] = useState<Protection>(state.protection ?? "passphrase");
  const [current, setCurrent] = useState("");
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const protect = useApiCommand(api.session.protect, {
    invalidates: ["session", "audit"],
    onSuccess: () => notice.show({ severity: "success", text: t("applied") }),
  });
  const asksCurrent = state.protection === "passphrase";
  const ready =
    (!asksCurrent || current !== "") &&
    (!TYPED.has(protection) || passphrase !== null) &&
    (protection !== "none" || sure) &&
    // The same choice again is a change only where it brings a new passphrase.
    (protection !== state.protection || TYPED.has(protection));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    protect.mutate({
      protection,
      ...(asksCurrent ? { current } : {}),
      ...(TYPED.has(protection) && passphrase !== null ? { passphrase } : {}),
    });
  };
  return (
    <SectionCard title={t("change")}>
      <Box component="form" onSubmit={submit} sx={{ display: "grid", gap: 2, maxWidth: 640 }}>
        {!state.keyring.available && (
          <Typography variant="body2" color="textSecondary">
            {t("noKeyring")}
          </Typography>
        )}
        <ChoiceList
          label={t("change")}
          choices={useChoices(state)}
          value={protection}
          onChange={setProtection}
        />
        {asksCurrent && (
          <PassphraseField label={t("present")} value={current} onChange={setCurrent} />
        )}
        {TYPED.has(protection) && <NewPassphrase onChange={setPassphrase} />}
        {protection === "none" && state.protection !== "none" && (
          <Alert severity="warning">
            <FormControlLabel
              control={<Checkbox checked={sure} onChange={(_, on) => setSure(on)} />}
              label={t("sure")}
            />
          </Alert>
        )}
        {protect.isError && <ErrorAlert error={protect.error} />}
        <Box>
          <Button type="submit" variant="contained" disabled={!ready || protect.isPending}>
            {t("apply")}
          </Button>
        </Box>
      </Box>
    </SectionCard>
  );
}

function useChoices({ keyring }: SessionState): Choice<Protection>[] {
  const t = useText(text);
  const offered: Protection[] = keyring.available
    ? ["both", "system", "passphrase", "none"]
    : ["passphrase", "none"];
  return offered.map((value) => ({
    value,
    title: t(`choice_${value}`, { name: keyring.name }),
    why: t(`choice_${value}Why`),
  }));
}
