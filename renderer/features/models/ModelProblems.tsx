import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ModelProblem } from "../../../electron/shared/domain/model-check.ts";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

/** What stands in the way, and what to do about each. Nothing when there is nothing. */
export function ModelProblems({ problems }: { problems: readonly ModelProblem[] }) {
  const t = useText(text);
  if (problems.length === 0) return null;
  return (
    <Alert severity="error">
      <AlertTitle>{t("problems", { count: problems.length })}</AlertTitle>
      {problems.map(({ field, what, fix }) => (
        <Box key={field + what} sx={{ mt: 1 }}>
          <Typography sx={{ overflowWrap: "anywhere" }}>
            {field !== "" && !what.includes(field) && <code>{`${field}: `}</code>}
            {what}
          </Typography>
          <Typography variant="body2">
            <strong>{t("fix")}:</strong> {fix}
          </Typography>
        </Box>
      ))}
    </Alert>
  );
}
