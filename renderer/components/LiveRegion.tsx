import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { visuallyHidden } from "./visually-hidden.ts";

/** Said by a screen reader when it changes; not seen. */
export function LiveRegion({ children }: { children: ReactNode }) {
  return (
    <Box role="status" sx={visuallyHidden}>
      {children}
    </Box>
  );
}
