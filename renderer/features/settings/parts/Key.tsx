import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { SessionState } from "../../../../electron/shared/contract/session.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { PageLoading } from "../../../components/PageLoading.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";
import { ChangeProtection } from "./ChangeProtection.tsx";

/** What guards the store's key, and another choice. */
export function Key() {
  const t = useText(text);
  const state = useApiQuery(api.session.state, {});
  if (state.isError) return <ErrorAlert error={state.error} />;
  if (!state.isSuccess) return <PageLoading />;
  return (
    <Stack spacing={2.5}>
      <SectionCard title={t("keyNow")}>
        <Now state={state.data} />
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t("keyWhat")}
        </Typography>
      </SectionCard>
      <ChangeProtection key={state.data.protection} state={state.data} />
    </Stack>
  );
}

function Now({ state: { protection, keyring } }: { state: SessionState }) {
  const t = useText(text);
  const name = keyring.name === "" ? t("theKeyring") : keyring.name;
  return <Typography>{t(`now_${protection ?? "none"}`, { name })}</Typography>;
}
