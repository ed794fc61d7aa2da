import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import type { ChosenFile } from "../../../../electron/shared/contract/files.ts";
import { SOURCE_KINDS, type SourceKind } from "../../../../electron/shared/domain/dataset.ts";
import { useText } from "../../../app/text/text.ts";
import { formatBytes } from "../../../components/format.ts";
import { text } from "../text.ts";

interface Props {
  readonly files: readonly ChosenFile[];
  readonly shown: number;
  readonly name: string;
  /** Null while it is being found out. */
  readonly kind: SourceKind | null;
  readonly onShown: (index: number) => void;
  readonly onName: (name: string) => void;
  readonly onKind: (kind: SourceKind) => void;
}

/** The dataset's name, which of the files is looked at, and what it is. */
export function FileChoices(props: Props) {
  const { files, shown, name, kind, onShown, onName, onKind } = props;
  const t = useText(text);
  const count = files.length;
  return (
    <Box
      sx={{
        display: "grid",
        gap: 2,
        gridTemplateColumns: { xs: "1fr", md: "minmax(220px, 2fr) minmax(260px, 3fr) 200px" },
        alignItems: "start",
      }}
    >
      <TextField
        label={t("nameOfDataset")}
        value={name}
        error={name.trim() === ""}
        helperText={name.trim() === "" ? t("nameNeeded") : t("nameHint")}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        onChange={(event) => onName(event.target.value)}
      />
      <TextField
        select={count > 1}
        label={t("file")}
        value={count > 1 ? shown : `${files[0]?.name ?? ""} (${formatBytes(files[0]?.bytes ?? 0)})`}
        helperText={t("sameColumns", { count })}
        slotProps={{ htmlInput: { readOnly: true } }}
        onChange={(event) => onShown(Number(event.target.value))}
      >
        {files.map((file, index) => (
          <MenuItem key={file.handle} value={index}>
            {t("fileOf", { at: index + 1, count, name: file.name })} ({formatBytes(file.bytes)})
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t("fileKind")}
        value={kind ?? ""}
        onChange={(event) => onKind(event.target.value as SourceKind)}
      >
        {SOURCE_KINDS.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`kind_${one}`)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
