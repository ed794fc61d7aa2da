import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";

interface Props {
  readonly replaced: { readonly text: string; readonly answer: string | null };
  readonly changed: boolean;
}

/** The row as it would leave quarantine. */
export function ReplacedRow({ replaced, changed }: Props) {
  const t = useText(text);
  return (
    <Box sx={{ p: 2, borderRadius: 1, bgcolor: "action.hover" }}>
      <Typography variant="body2" sx={{ fontWeight: 560, mb: 0.5 }}>
        {t("replaced")}
      </Typography>
      <Typography variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {[replaced.text, replaced.answer].filter((one) => one !== null).join("\n\n")}
      </Typography>
      {changed && (
        <Typography variant="body2" color="textSecondary">
          {t("replacedChanged")}
        </Typography>
      )}
    </Box>
  );
}
