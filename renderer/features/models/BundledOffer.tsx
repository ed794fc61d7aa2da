import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { RunningTask } from "../../components/RunningTask.tsx";
import { SectionCard } from "../../components/SectionCard.tsx";
import { text } from "./text.ts";

interface Props {
  /** Nothing else is there: this is the way to go on. */
  readonly primary: boolean;
  readonly onAdded: (model: ListedModel) => void;
}

/** The shortest way to a first run: one button. */
export function BundledOffer({ primary, onAdded }: Props) {
  const t = useText(text);
  const add = useApiCommand(api.models.addBundled, { invalidates: ["models"], onSuccess: onAdded });
  return (
    <SectionCard title={t("bundledTitle")}>
      <Stack spacing={2} sx={{ alignItems: "flex-start" }}>
        <Typography color="textSecondary">{t("bundledHint")}</Typography>
        <Button
          variant={primary ? "contained" : "outlined"}
          disabled={add.isPending}
          onClick={() => add.mutate({})}
        >
          {t("addBundled")}
        </Button>
        {add.isPending && <RunningTask entry="models.addBundled" label={t("hashing")} />}
        {add.error !== null && <ErrorAlert error={add.error} />}
      </Stack>
    </SectionCard>
  );
}
