import TableContainer from "@mui/material/TableContainer";
import type { ReactNode } from "react";

interface Props {
  readonly label: string;
  readonly maxHeight?: number;
  readonly children: ReactNode;
}

/** A table that may be wider or longer than its place: it scrolls, and the keyboard reaches it. */
export function TableScroll({ label, maxHeight, children }: Props) {
  return (
    <TableContainer
      role="group"
      aria-label={label}
      tabIndex={0}
      sx={maxHeight === undefined ? {} : { maxHeight }}
    >
      {children}
    </TableContainer>
  );
}
