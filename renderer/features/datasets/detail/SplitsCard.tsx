import AddIcon from "@mui/icons-material/Add";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useRef, useState } from "react";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import type { Split } from "../../../../electron/shared/domain/split.ts";
import { useText } from "../../../app/text/text.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";
import { NewSplit } from "./NewSplit.tsx";
import { SplitTable } from "./SplitTable.tsx";

interface Props {
  readonly version: DatasetVersion;
  readonly splits: readonly Split[];
}

/** How the rows are divided into what is learned and what is held out. */
export function SplitsCard({ version, splits }: Props) {
  const t = useText(text);
  const [adding, setAdding] = useState(splits.length === 0);
  const top = useRef<HTMLDivElement>(null);
  // The form goes: what was made stands where it was, in sight.
  const done = () => {
    setAdding(false);
    top.current?.scrollIntoView({ block: "center" });
  };
  return (
    <SectionCard
      title={t("splitsTitle")}
      actions={
        !adding && (
          <Button size="small" startIcon={<AddIcon />} onClick={() => setAdding(true)}>
            {t("newSplit")}
          </Button>
        )
      }
    >
      <Stack spacing={2.5} ref={top}>
        {splits.length > 0 ? (
          <SplitTable splits={splits} />
        ) : (
          <Typography color="textSecondary">{t("splitsNone")}</Typography>
        )}
        {adding && (
          <NewSplit
            version={version}
            onDone={done}
            onCancel={splits.length > 0 ? () => setAdding(false) : undefined}
          />
        )}
      </Stack>
    </SectionCard>
  );
}
