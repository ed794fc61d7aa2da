import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import { COLUMN_ROLES, type DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import { useText } from "../../../app/text/text.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { formatCount, formatDate, shortHash } from "../../../components/format.ts";
import { LabelledValue } from "../../../components/LabelledValue.tsx";
import { text } from "../text.ts";

export function DatasetFacts({ version }: { version: DatasetVersion }) {
  const t = useText(text);
  const { mapping, textChars, kind } = version;
  const columns = COLUMN_ROLES.filter((role) => mapping[role] !== null)
    .map((role) => `${t(`role_${role}`)}: ${mapping[role]}`)
    .join(" · ");
  return (
    <Paper variant="outlined" sx={{ p: 2.5 }}>
      <Box
        sx={{
          display: "grid",
          gap: 2,
          gridTemplateColumns: "repeat(auto-fit, minmax(128px, 1fr))",
        }}
      >
        <LabelledValue label={t("rows")}>{formatCount(version.rows)}</LabelledValue>
        <LabelledValue label={t("labels")}>{formatCount(version.labels.length)}</LabelledValue>
        <LabelledValue label={t("unlabelled")}>{formatCount(version.unlabelled)}</LabelledValue>
        <LabelledValue label={t("duplicates")}>{formatCount(version.duplicates)}</LabelledValue>
        <LabelledValue label={t("rejected")}>{formatCount(version.rejects)}</LabelledValue>
        <LabelledValue label={t("kind")}>{t(`kind_${kind}`)}</LabelledValue>
      </Box>
      <Box
        sx={{
          display: "grid",
          gap: 2,
          mt: 2,
          gridTemplateColumns: "repeat(auto-fit, minmax(220px, 1fr))",
        }}
      >
        <LabelledValue label={t("textLength")}>
          {t("textLengthFacts", { median: textChars.median, maximum: textChars.maximum })}
        </LabelledValue>
        <LabelledValue label={t("columnsRead")}>{columns || t("columnsFixedShort")}</LabelledValue>
        <LabelledValue label={t("imported")}>{formatDate(version.createdAt)}</LabelledValue>
        <LabelledValue label={t("hashLabel")}>
          <code>{shortHash(version.hash)}</code>{" "}
          <CopyButton value={version.hash} label={t("copyHash")} />
        </LabelledValue>
      </Box>
    </Paper>
  );
}
