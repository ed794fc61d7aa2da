import Box from "@mui/material/Box";
import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { keepPreviousData } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useLocation } from "wouter";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import type { Split } from "../../../../electron/shared/domain/split.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { AugmentOutlook } from "./AugmentOutlook.tsx";
import { NumberInput, wholeNumber } from "./NumberInput.tsx";
import { text } from "./text.ts";
import { WorkDialog } from "./WorkDialog.tsx";

interface Props {
  readonly version: DatasetVersion;
  readonly splits: readonly Split[];
  readonly onClose: () => void;
}

const MAX_SEED = 0xffff_ffff;

/** The choices, what they give, and the first copies beside their rows, before anything is made. */
export function AugmentDialog({ version, splits, onClose }: Props) {
  const t = useText(text);
  const [split, setSplit] = useState(splits[0]?.id ?? "");
  const [name, setName] = useState(`${version.name} augmented`);
  const [draft, setDraft] = useState({ copies: "1", rare: "0", mask: false, seed: "42" });
  const config = configOf(draft);
  const asked = useDeferredValue(config);
  const preview = useApiQuery(
    api.preparation.previewAugment,
    { split, ...(asked === null ? {} : { config: asked }) },
    { enabled: asked !== null, placeholderData: keepPreviousData, staleTime: 60_000 },
  );
  const run = useAugment(onClose);
  const report = preview.data?.report;
  const added = report === undefined ? 0 : report.synonyms + report.masked + report.boosted;
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  return (
    <WorkDialog
      title={t("augmentTitle")}
      act={t("doAugment")}
      ready={config !== null && name.trim() !== "" && added > 0}
      pending={run.isPending}
      error={run.error}
      entry="preparation.augment"
      progress={t("augmenting")}
      onAct={() => config !== null && run.mutate({ split, name: name.trim(), config })}
      onClose={onClose}
    >
      <TextField
        select
        label={t("ofSplit")}
        value={split}
        onChange={(event) => setSplit(event.target.value)}
      >
        {splits.map(({ id, report: { rows } }) => (
          <MenuItem key={id} value={id}>
            {t("splitRows", { id, train: rows.train, test: rows.test })}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={t("nameOfDataset")}
        value={name}
        error={name.trim() === ""}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        onChange={(event) => setName(event.target.value)}
      />
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "1fr 1fr 1fr" }}>
        <NumberInput
          label={t("synonymCopies")}
          hint={t("synonymCopiesHint")}
          value={draft.copies}
          min={0}
          max={10}
          onChange={(copies) => change({ copies })}
        />
        <NumberInput
          label={t("rareUpTo")}
          hint={t("rareUpToHint")}
          value={draft.rare}
          min={0}
          max={10_000}
          onChange={(rare) => change({ rare })}
        />
        <NumberInput
          label={t("seed")}
          hint={t("seedHint")}
          value={draft.seed}
          min={0}
          max={MAX_SEED}
          onChange={(seed) => change({ seed })}
        />
      </Box>
      <FormControlLabel
        label={t("mask")}
        control={<Switch checked={draft.mask} onChange={(_, mask) => change({ mask })} />}
      />
      {preview.error !== null && <ErrorAlert error={preview.error} />}
      {preview.data !== undefined && <AugmentOutlook preview={preview.data} />}
    </WorkDialog>
  );
}

/** Null while a field holds no number of its range. */
function configOf(draft: { copies: string; rare: string; mask: boolean; seed: string }) {
  const synonymCopies = wholeNumber(draft.copies, 0, 10);
  const rareUpTo = wholeNumber(draft.rare, 0, 10_000);
  const seed = wholeNumber(draft.seed, 0, MAX_SEED);
  if (synonymCopies === null || rareUpTo === null || seed === null) return null;
  return { synonymCopies, rareUpTo, seed, maskCopies: draft.mask ? 1 : 0 };
}

function useAugment(onClose: () => void) {
  const t = useText(text);
  const notice = useNotice();
  const [, go] = useLocation();
  return useApiCommand(api.preparation.augment, {
    invalidates: ["datasets"],
    onSuccess: ({ version, report }) => {
      const count = report.synonyms + report.masked + report.boosted;
      notice.show({ severity: "success", text: t("augmentDone", { count, name: version.name }) });
      onClose();
      go(`/datasets/${version.hash}`);
    },
  });
}
