import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Checkbox from "@mui/material/Checkbox";
import FormControl from "@mui/material/FormControl";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormGroup from "@mui/material/FormGroup";
import FormLabel from "@mui/material/FormLabel";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useLocation } from "wouter";
import type { ChosenFile } from "../../../../electron/shared/contract/files.ts";
import {
  NOTE_STYLES,
  type NoteStyle,
} from "../../../../electron/shared/domain/synthesis/styles.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { formatBytes } from "../../../components/format.ts";
import { nameOfFile } from "../import/mapping.ts";
import { NumberInput, wholeNumber } from "./NumberInput.tsx";
import { text } from "./text.ts";
import { WorkDialog } from "./WorkDialog.tsx";

const MAX_NOTES = 200_000;
const MAX_SEED = 0xffff_ffff;

/** A file of cases, how many notes, in which styles. */
export function SynthesizeDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [name, setName] = useState("");
  const [amount, setAmount] = useState("200");
  const [seedText, setSeedText] = useState("42");
  const [styles, setStyles] = useState<readonly NoteStyle[]>(NOTE_STYLES);
  const count = wholeNumber(amount, 1, MAX_NOTES);
  const seed = wholeNumber(seedText, 0, MAX_SEED);
  const choose = useApiCommand(api.files.choose, {
    onSuccess: ([chosen]) => {
      if (chosen === undefined) return;
      setFile(chosen);
      setName(`${nameOfFile(chosen.name)} notes`);
    },
  });
  const run = useSynthesis(onClose);
  const ready = file !== null && count !== null && seed !== null && styles.length > 0;
  return (
    <WorkDialog
      title={t("synthesizeTitle")}
      act={t("doSynthesize")}
      ready={ready && name.trim() !== ""}
      pending={run.isPending}
      error={run.error ?? choose.error}
      entry="preparation.synthesize"
      progress={t("synthesizing")}
      onAct={() => {
        if (file === null || count === null || seed === null) return;
        const config = { count, seed, styles: [...styles] };
        run.mutate({ cases: file.handle, name: name.trim(), config });
      }}
      onClose={onClose}
    >
      <Box sx={{ display: "flex", gap: 2, alignItems: "center" }}>
        <Button variant="outlined" onClick={() => choose.mutate({ purpose: "case-file" })}>
          {t("chooseFile")}
        </Button>
        <Typography>
          {file === null ? t("noFile") : `${file.name} (${formatBytes(file.bytes)})`}
        </Typography>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t("caseColumns")}
      </Typography>
      <TextField
        label={t("nameOfDataset")}
        value={name}
        error={file !== null && name.trim() === ""}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        onChange={(event) => setName(event.target.value)}
      />
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "1fr 1fr" }}>
        <NumberInput
          label={t("count")}
          hint={t("countHint")}
          value={amount}
          min={1}
          max={MAX_NOTES}
          onChange={setAmount}
        />
        <NumberInput
          label={t("seed")}
          hint={t("seedHint")}
          value={seedText}
          min={0}
          max={MAX_SEED}
          onChange={setSeedText}
        />
      </Box>
      <StyleChoices chosen={styles} onChange={setStyles} />
    </WorkDialog>
  );
}

interface StyleProps {
  readonly chosen: readonly NoteStyle[];
  readonly onChange: (styles: readonly NoteStyle[]) => void;
}

function StyleChoices({ chosen, onChange }: StyleProps) {
  const t = useText(text);
  return (
    <FormControl component="fieldset" error={chosen.length === 0}>
      <FormLabel component="legend">{t("styles")}</FormLabel>
      <FormGroup row>
        {NOTE_STYLES.map((style) => (
          <FormControlLabel
            key={style}
            label={t(`style_${style}`)}
            control={
              <Checkbox
                checked={chosen.includes(style)}
                onChange={(_, on) =>
                  onChange(NOTE_STYLES.filter((one) => (one === style ? on : chosen.includes(one))))
                }
              />
            }
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}

function useSynthesis(onClose: () => void) {
  const t = useText(text);
  const notice = useNotice();
  const [, go] = useLocation();
  return useApiCommand(api.preparation.synthesize, {
    invalidates: ["datasets"],
    onSuccess: ({ version, report }) => {
      const { notes, cases, equal } = report;
      notice.show({ severity: "success", text: t("synthesizeDone", { notes, cases, equal }) });
      onClose();
      go(`/datasets/${version.hash}`);
    },
  });
}
