import Box from "@mui/material/Box";
import type { ReactNode } from "react";

/** Said by a screen reader when it changes; not seen. */
export function LiveRegion({ children }: { children: ReactNode }) {
  return (
    <Box role="status" sx={hiddenSx}>
      {children}
    </Box>
  );
}

const hiddenSx = {
  position: "absolute",
  width: "1px",
  height: "1px",
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
} as const;
