import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly about: string;
  readonly actions: ReactNode;
  readonly children?: ReactNode;
}

/** One thing that can be done: what it is, what it is for, and the buttons. */
export function ActionRow({ title, about, actions, children }: Props) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, alignItems: "center", py: 1.25 }}>
      <Box sx={{ flex: 1, minWidth: 280 }}>
        <Typography component="h3" sx={{ fontWeight: 560 }}>
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {about}
        </Typography>
        {children}
      </Box>
      <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>{actions}</Box>
    </Box>
  );
}
