import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

/** The one card of a window that is not open yet. */
export function SessionCard({ title, children }: { title: string; children: ReactNode }) {
  const t = useText(text);
  return (
    <Box
      component="main"
      sx={{ minHeight: "100vh", display: "grid", placeItems: "center", p: 3, overflow: "auto" }}
    >
      <Paper
        variant="outlined"
        sx={{ width: "100%", maxWidth: 520, p: 4, display: "grid", gap: 2.5 }}
      >
        <Box>
          <Typography component="p" color="textSecondary" sx={{ fontWeight: 680 }}>
            {t("product")}
          </Typography>
          <Typography variant="h1">{title}</Typography>
        </Box>
        {children}
        <Typography variant="body2" color="textSecondary">
          {t("offline")}
        </Typography>
      </Paper>
    </Box>
  );
}
