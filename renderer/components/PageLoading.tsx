import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";
import { useText } from "../app/text/text.ts";
import { text } from "./text.ts";

export function PageLoading() {
  const t = useText(text);
  return (
    <Box role="status" sx={{ display: "grid", placeItems: "center", minHeight: 240 }}>
      <CircularProgress aria-label={t("loading")} />
    </Box>
  );
}
