import Box from "@mui/material/Box";
import { useEffect, useRef } from "react";
import type { ReviewSpan, SpanField } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { useText } from "../../../app/text/text.ts";
import { text as words } from "../text.ts";

interface Props {
  readonly field: SpanField;
  readonly text: string;
  /** With their index in the row. */
  readonly spans: readonly { readonly span: ReviewSpan; readonly index: number }[];
  readonly current: number;
  readonly onSelect: (index: number) => void;
}

/** A text with its marked places; each says its class in words, and how it was decided by its line. */
export function MarkedText({ field, text, spans, current, onSelect }: Props) {
  const t = useText(words);
  const shown = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another place is current
  useEffect(() => shown.current?.scrollIntoView?.({ block: "nearest" }), [current]);
  const pieces = [];
  let at = 0;
  for (const { span, index } of spans) {
    pieces.push(
      <span key={`t${at}`} data-start={at}>
        {text.slice(at, span.start)}
      </span>,
    );
    const decision = span.accepted === null ? "open" : span.accepted ? "accepted" : "rejected";
    pieces.push(
      <Box
        key={`s${span.start}`}
        component="mark"
        ref={index === current ? shown : undefined}
        data-decision={decision}
        aria-current={index === current ? "true" : undefined}
        onClick={() => onSelect(index)}
      >
        <span data-start={span.start}>{text.slice(span.start, span.end)}</span>
        <small aria-hidden="true">{t(`class-${span.class}`)}</small>
      </Box>,
    );
    at = span.end;
  }
  pieces.push(
    <span key={`t${at}`} data-start={at}>
      {text.slice(at)}
    </span>,
  );
  return (
    <Box data-field={field} sx={TEXT}>
      {pieces}
    </Box>
  );
}

const TEXT = {
  whiteSpace: "pre-wrap",
  overflowWrap: "anywhere",
  lineHeight: 2,
  "& mark": {
    color: "inherit",
    bgcolor: "rgba(214, 147, 57, 0.24)",
    borderBottom: "2px solid",
    borderColor: "warning.main",
    borderRadius: 0.5,
    px: 0.25,
    cursor: "pointer",
  },
  "& mark small": { ml: 0.5, fontSize: 11, opacity: 0.85, userSelect: "none" },
  "& mark[data-decision=accepted]": {
    bgcolor: "rgba(29, 138, 74, 0.2)",
    borderColor: "success.main",
  },
  "& mark[data-decision=rejected]": {
    bgcolor: "transparent",
    borderBottomStyle: "dotted",
    borderColor: "text.secondary",
  },
  "& mark[aria-current=true]": {
    outline: "2px solid",
    outlineColor: "primary.main",
    outlineOffset: 1,
  },
} as const;
