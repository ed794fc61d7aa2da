import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  /** One sentence: what one does here. */
  readonly lead?: ReactNode;
  /** The page's acts, the primary one last. */
  readonly actions?: ReactNode;
}

export function PageHeader({ title, lead, actions }: Props) {
  return (
    <Box sx={{ display: "flex", alignItems: "flex-start", gap: 2, mb: 3, flexWrap: "wrap" }}>
      <Box sx={{ flex: 1, minWidth: 280 }}>
        <Typography variant="h1">{title}</Typography>
        {lead !== undefined && (
          <Typography color="textSecondary" sx={{ mt: 0.5, maxWidth: 760 }}>
            {lead}
          </Typography>
        )}
      </Box>
      {actions !== undefined && (
        <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>{actions}</Box>
      )}
    </Box>
  );
}
