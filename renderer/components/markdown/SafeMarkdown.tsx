/**
 * What a model wrote, laid out: a closed set of elements made by hand from parsed text. There is no
 * raw HTML, no picture, no link that leads anywhere, and no attribute taken from the text.
 */
import Box from "@mui/material/Box";
import { Fragment, memo, type ReactNode, useMemo } from "react";
import { useText } from "../../app/text/text.ts";
import { type Block, type ListItem, parseBlocks } from "./blocks.ts";
import { cleanText } from "./clean-text.ts";
import { InertLink } from "./InertLink.tsx";
import type { Inline } from "./inline.ts";
import { text as words } from "./text.ts";

export const SafeMarkdown = memo(function SafeMarkdown({ text }: { text: string }) {
  const t = useText(words);
  const shown = useMemo(() => {
    const clean = cleanText(text);
    return { blocks: parseBlocks(clean.text), cut: clean.cut };
  }, [text]);
  return (
    <Box sx={bodySx}>
      {keyed(shown.blocks, block)}
      {shown.cut && <p>{t("cut")}</p>}
    </Box>
  );
});

/** Parsed text has no identity but its place. */
function keyed<T>(items: readonly T[], render: (item: T) => ReactNode): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: text only grows at its end
  return items.map((item, i) => <Fragment key={i}>{render(item)}</Fragment>);
}

function block(one: Block): ReactNode {
  switch (one.type) {
    case "paragraph":
      return <p>{inlines(one.parts)}</p>;
    case "heading": {
      const Heading = (["h4", "h5", "h6"] as const)[one.level - 1] ?? "h6";
      return <Heading>{inlines(one.parts)}</Heading>;
    }
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code is scrolled with the keyboard
        <pre tabIndex={0}>
          <code>{one.text}</code>
        </pre>
      );
    case "list": {
      const items = keyed(one.items, listItem);
      return one.ordered ? <ol start={one.start}>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

const LEVELS = ["level-0", "level-1", "level-2"] as const;

function listItem({ level, parts }: ListItem): ReactNode {
  return <li className={LEVELS[level]}>{inlines(parts)}</li>;
}

function inlines(parts: readonly Inline[]): ReactNode {
  return keyed(parts, inline);
}

function inline(one: Inline): ReactNode {
  switch (one.type) {
    case "text":
      return one.text;
    case "code":
      return <code>{one.text}</code>;
    case "strong":
      return <strong>{inlines(one.parts)}</strong>;
    case "emphasis":
      return <em>{inlines(one.parts)}</em>;
    case "link":
      return <InertLink address={one.address}>{inlines(one.parts)}</InertLink>;
  }
}

const bodySx = {
  overflowWrap: "anywhere",
  lineHeight: 1.6,
  "& p, & ul, & ol, & pre, & h4, & h5, & h6": { mt: 0, mb: 1 },
  "& > :last-child": { mb: 0 },
  "& p": { whiteSpace: "pre-wrap" },
  "& h4": { fontSize: "1.05em" },
  "& h5, & h6": { fontSize: "1em" },
  "& ul, & ol": { pl: 3 },
  "& .level-1": { ml: 2 },
  "& .level-2": { ml: 4 },
  "& code": { fontSize: "0.92em", bgcolor: "action.hover", borderRadius: 0.5, px: 0.5 },
  "& pre": { overflowX: "auto", p: 1.5, borderRadius: 1, bgcolor: "action.hover" },
  "& pre code": { bgcolor: "transparent", px: 0 },
} as const;
