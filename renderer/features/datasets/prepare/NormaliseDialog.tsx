import FormControlLabel from "@mui/material/FormControlLabel";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { keepPreviousData } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useLocation } from "wouter";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { NumberInput, wholeNumber } from "./NumberInput.tsx";
import { text } from "./text.ts";
import { WorkDialog } from "./WorkDialog.tsx";

interface Props {
  readonly version: DatasetVersion;
  readonly onClose: () => void;
}

const MAX_TRIED = 2000;

export function NormaliseDialog({ version, onClose }: Props) {
  const t = useText(text);
  const [name, setName] = useState(`${version.name} normalised`);
  const [percent, setPercent] = useState("80");
  const [synonyms, setSynonyms] = useState(false);
  const [sentence, setSentence] = useState(() => t("tryDefault"));
  const share = wholeNumber(percent, 0, 100);
  const threshold = share === null ? null : share / 100;
  const run = useNormalise(onClose);
  return (
    <WorkDialog
      title={t("normaliseTitle")}
      act={t("doNormalise")}
      ready={threshold !== null && name.trim() !== ""}
      pending={run.isPending}
      error={run.error}
      entry="terminology.normalise"
      progress={t("normalising")}
      onAct={() => {
        if (threshold === null) return;
        run.mutate({ dataset: version.hash, name: name.trim(), threshold, synonyms });
      }}
      onClose={onClose}
    >
      <TextField
        label={t("nameOfDataset")}
        value={name}
        error={name.trim() === ""}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        onChange={(event) => setName(event.target.value)}
      />
      <NumberInput
        label={t("threshold")}
        hint={t("thresholdHint")}
        value={percent}
        min={0}
        max={100}
        onChange={setPercent}
      />
      <FormControlLabel
        label={t("synonyms")}
        control={<Switch checked={synonyms} onChange={(_, on) => setSynonyms(on)} />}
      />
      <TextField
        multiline
        maxRows={4}
        label={t("tryIt")}
        value={sentence}
        slotProps={{ htmlInput: { maxLength: MAX_TRIED } }}
        onChange={(event) => setSentence(event.target.value)}
      />
      <Tried sentence={sentence} threshold={threshold} />
    </WorkDialog>
  );
}

function Tried({ sentence, threshold }: { sentence: string; threshold: number | null }) {
  const t = useText(text);
  const asked = useDeferredValue(sentence);
  const found = useApiQuery(
    api.terminology.expand,
    { text: asked, ...(threshold === null ? {} : { threshold }) },
    { placeholderData: keepPreviousData, staleTime: 60_000 },
  );
  if (found.data === undefined) return null;
  const { text: out, expansions, undecided } = found.data;
  const share = (value: number) => `${Math.round(value * 100)} %`;
  return (
    <div aria-live="polite">
      <Typography sx={{ overflowWrap: "anywhere" }}>
        <bdi>{out}</bdi>
      </Typography>
      {expansions.map(({ at, short, long, confidence }) => (
        <Typography key={at} variant="body2" color="textSecondary">
          {t("decided", { short, long, share: share(confidence) })}
        </Typography>
      ))}
      {undecided.map(({ at, short, best, confidence }) => (
        <Typography key={at} variant="body2" color="textSecondary">
          {t("stays", { short, best, share: share(confidence) })}
        </Typography>
      ))}
    </div>
  );
}

function useNormalise(onClose: () => void) {
  const t = useText(text);
  const notice = useNotice();
  const [, go] = useLocation();
  return useApiCommand(api.terminology.normalise, {
    invalidates: ["datasets"],
    onSuccess: ({ version, expanded, left }) => {
      notice.show({ severity: "success", text: t("normaliseDone", { expanded, left }) });
      onClose();
      go(`/datasets/${version.hash}`);
    },
  });
}
