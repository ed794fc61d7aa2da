import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  /** What this place is for, and what to do next. */
  readonly hint?: string;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly children?: ReactNode;
}

/** A page with nothing on it yet names the next step. */
export function EmptyState({ title, hint, action, onAction, children }: Props) {
  return (
    <Box
      sx={{
        display: "grid",
        justifyItems: "center",
        gap: 1.5,
        textAlign: "center",
        py: 6,
        px: 3,
        border: "1px dashed",
        borderColor: "divider",
        borderRadius: 2,
      }}
    >
      <Typography variant="h2" component="p">
        {title}
      </Typography>
      {hint !== undefined && (
        <Typography color="textSecondary" sx={{ maxWidth: 560 }}>
          {hint}
        </Typography>
      )}
      {action !== undefined && (
        <Button variant="contained" onClick={onAction}>
          {action}
        </Button>
      )}
      {children}
    </Box>
  );
}
