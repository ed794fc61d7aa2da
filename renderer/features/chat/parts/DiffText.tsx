import Box from "@mui/material/Box";
import { Fragment, useMemo } from "react";
import type { Pane } from "../../../../electron/shared/domain/conversation.ts";
import { cleanText } from "../../../components/markdown/clean-text.ts";
import { wordDiff } from "../model/word-diff.ts";

interface Props {
  readonly base: string;
  readonly tuned: string;
  readonly side: Pane;
}

/** One side's answer with the words the other does not have: marked by line as well as by colour. */
export function DiffText({ base, tuned, side }: Props) {
  const parts = useMemo(
    () =>
      wordDiff(cleanText(base).text, cleanText(tuned).text).filter(
        (p) => p.type === "same" || p.type === side,
      ),
    [base, tuned, side],
  );
  const Mark = side === "base" ? "del" : "ins";
  return (
    <Box sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", lineHeight: 1.6, ...markSx }}>
      {parts.map(({ type, text }, i) => {
        // A part has no identity but its place.
        const key = i;
        return type === "same" ? (
          <Fragment key={key}>{text}</Fragment>
        ) : (
          <Mark key={key}>{text}</Mark>
        );
      })}
    </Box>
  );
}

export const markSx = {
  "& del": {
    bgcolor: "rgba(214, 69, 57, 0.16)",
    textDecorationThickness: "1px",
    borderRadius: 0.5,
  },
  "& ins": {
    bgcolor: "rgba(29, 138, 74, 0.18)",
    textDecoration: "underline",
    textDecorationThickness: "2px",
    textUnderlineOffset: "3px",
    borderRadius: 0.5,
  },
} as const;
