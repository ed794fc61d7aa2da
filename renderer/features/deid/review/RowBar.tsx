import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import Typography from "@mui/material/Typography";
import type { QuarantineCounts } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount } from "../../../components/format.ts";
import { text } from "../text.ts";

interface Props {
  readonly row: number;
  readonly counts: QuarantineCounts;
  /** Null while the row is read. */
  readonly reviewed: boolean | null;
  readonly onGo: (by: 1 | -1) => void;
}

/** Where one is, and how much is done. */
export function RowBar({ row, counts, reviewed, onGo }: Props) {
  const t = useText(text);
  return (
    <Box sx={{ display: "flex", gap: 1, alignItems: "center" }}>
      <Button onClick={() => onGo(-1)}>{t("previousRow")}</Button>
      <Typography sx={{ fontVariantNumeric: "tabular-nums" }}>
        {t("rowOf", { at: formatCount(row + 1), total: formatCount(counts.rows) })}
      </Typography>
      <Button onClick={() => onGo(1)}>{t("nextRow")}</Button>
      {reviewed !== null && (
        <Chip
          size="small"
          variant="outlined"
          color={reviewed ? "success" : "default"}
          label={t(reviewed ? "rowReviewed" : "rowOpen")}
        />
      )}
      <Typography color="textSecondary" variant="body2" sx={{ ml: "auto" }}>
        {t("reviewedOf", { done: formatCount(counts.reviewed), total: formatCount(counts.rows) })}
      </Typography>
    </Box>
  );
}
