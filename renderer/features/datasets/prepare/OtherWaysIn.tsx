import Button from "@mui/material/Button";
import Divider from "@mui/material/Divider";
import Stack from "@mui/material/Stack";
import { useState } from "react";
import { useText } from "../../../app/text/text.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { ActionRow } from "./ActionRow.tsx";
import { SynthesizeDialog } from "./SynthesizeDialog.tsx";
import { TerminologyRow } from "./TerminologyRow.tsx";
import { text } from "./text.ts";
import { WatchRow } from "./WatchRow.tsx";

/** Rows that come otherwise than by choosing a file. */
export function OtherWaysIn() {
  const t = useText(text);
  const [writing, setWriting] = useState(false);
  return (
    <SectionCard title={t("otherTitle")}>
      <Stack divider={<Divider flexItem />}>
        <ActionRow
          title={t("synthesize")}
          about={t("synthesizeAbout")}
          actions={
            <Button variant="outlined" onClick={() => setWriting(true)}>
              {t("synthesize")}
            </Button>
          }
        />
        <WatchRow />
        <TerminologyRow />
      </Stack>
      {writing && <SynthesizeDialog onClose={() => setWriting(false)} />}
    </SectionCard>
  );
}
