import Button from "@mui/material/Button";
import Divider from "@mui/material/Divider";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import type { Split } from "../../../../electron/shared/domain/split.ts";
import { useText } from "../../../app/text/text.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { ActionRow } from "./ActionRow.tsx";
import { AugmentDialog } from "./AugmentDialog.tsx";
import { NormaliseDialog } from "./NormaliseDialog.tsx";
import { text } from "./text.ts";

interface Props {
  readonly version: DatasetVersion;
  readonly splits: readonly Split[];
}

/** What can be made of a dataset: each makes a new one beside it. */
export function PrepareCard({ version, splits }: Props) {
  const t = useText(text);
  const [open, setOpen] = useState<"augment" | "normalise" | null>(null);
  const copied = version.derivation?.method === "augment";
  const why = copied ? t("augmented") : splits.length === 0 ? t("augmentNeedsSplit") : "";
  const close = () => setOpen(null);
  return (
    <SectionCard title={t("prepareTitle")}>
      <Typography color="textSecondary">{t("prepareLead")}</Typography>
      <Stack divider={<Divider flexItem />}>
        <ActionRow
          title={t("augment")}
          about={t("augmentAbout")}
          actions={
            <Button variant="outlined" disabled={why !== ""} onClick={() => setOpen("augment")}>
              {t("augment")}
            </Button>
          }
        >
          {why !== "" && <Typography variant="body2">{why}</Typography>}
        </ActionRow>
        <ActionRow
          title={t("normalise")}
          about={t("normaliseAbout")}
          actions={
            <Button variant="outlined" onClick={() => setOpen("normalise")}>
              {t("normalise")}
            </Button>
          }
        />
      </Stack>
      {open === "augment" && <AugmentDialog version={version} splits={splits} onClose={close} />}
      {open === "normalise" && <NormaliseDialog version={version} onClose={close} />}
    </SectionCard>
  );
}
