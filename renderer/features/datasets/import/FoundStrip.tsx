import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import type { DatasetPreview } from "../../../../electron/shared/domain/dataset-preview.ts";
import { useText } from "../../../app/text/text.ts";
import { formatBytes, formatCount } from "../../../components/format.ts";
import { LabelledValue } from "../../../components/LabelledValue.tsx";
import { text } from "../text.ts";

/** What the import would give, as far as the file was read. */
export function FoundStrip({ preview }: { preview: DatasetPreview }) {
  const t = useText(text);
  const { read, labelCount } = preview;
  const sizes = { read: formatBytes(read.bytes), total: formatBytes(read.totalBytes) };
  const figures: readonly (readonly [string, number])[] = [
    [t("willImport"), read.rows],
    [t("rejected"), read.rejects],
    [t("duplicates"), read.duplicates],
    [t("labels"), labelCount],
    [t("unlabelled"), read.unlabelled],
  ];
  return (
    <Paper variant="outlined" sx={{ px: 2.5, py: 1.5 }}>
      <Box
        aria-live="polite"
        sx={{ display: "flex", flexWrap: "wrap", columnGap: 5, rowGap: 1, alignItems: "center" }}
      >
        {figures.map(([label, value]) => (
          <LabelledValue key={label} label={label}>
            {formatCount(value)}
          </LabelledValue>
        ))}
        <Typography variant="body2" color="textSecondary" sx={{ flex: 1, minWidth: 220 }}>
          {read.whole ? t("readWhole") : t("readPart", sizes)}
        </Typography>
      </Box>
    </Paper>
  );
}
