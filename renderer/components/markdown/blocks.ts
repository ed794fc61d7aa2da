/** The block part of the subset: paragraphs, headings, code, lists. Everything else is a paragraph. */
import { type Inline, parseInline } from "./inline.ts";

export interface ListItem {
  /** Indentation below the list's own: 0, 1 or 2. */
  readonly level: number;
  readonly parts: readonly Inline[];
}

export type Block =
  | { readonly type: "paragraph"; readonly parts: readonly Inline[] }
  /** 1 for the largest that an answer may have. */
  | { readonly type: "heading"; readonly level: 1 | 2 | 3; readonly parts: readonly Inline[] }
  | { readonly type: "code"; readonly text: string }
  | {
      readonly type: "list";
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly ListItem[];
    };

const FENCE = /^ {0,3}(```|~~~)[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const ITEM = /^( {0,8})(?:([-*+])|(\d{1,9})[.)])\s+(\S.*)$/;

export function parseBlocks(source: string): Block[] {
  const lines = source.split("\n");
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    const text = paragraph.join("\n").trim();
    if (text !== "") blocks.push({ type: "paragraph", parts: parseInline(text) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const taken = blockAt(lines, at);
    if (taken !== null) {
      flush();
      blocks.push(taken.block);
      at = taken.next;
      continue;
    }
    if (line.trim() === "") flush();
    else paragraph.push(line.trim());
    at += 1;
  }
  flush();
  return blocks;
}

interface Taken {
  readonly block: Block;
  readonly next: number;
}

function blockAt(lines: readonly string[], at: number): Taken | null {
  const line = lines[at] ?? "";
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return codeAt(lines, at, fence);
  const heading = HEADING.exec(line);
  if (heading !== null && heading[2] !== "") {
    const level = Math.min(3, heading[1]?.length ?? 1) as 1 | 2 | 3;
    const parts = parseInline(heading[2] ?? "");
    return { block: { type: "heading", level, parts }, next: at + 1 };
  }
  return ITEM.test(line) ? listAt(lines, at) : null;
}

/** A fence that is still open runs to the end: the answer may be under way. */
function codeAt(lines: readonly string[], at: number, fence: string): Taken {
  let next = at + 1;
  while (next < lines.length && !(lines[next] ?? "").trimStart().startsWith(fence)) next += 1;
  return { block: { type: "code", text: lines.slice(at + 1, next).join("\n") }, next: next + 1 };
}

function listAt(lines: readonly string[], at: number): Taken {
  const first = ITEM.exec(lines[at] ?? "");
  const ordered = first?.[3] !== undefined;
  const indent = first?.[1]?.length ?? 0;
  const items: { level: number; text: string }[] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    const item = ITEM.exec(line);
    const level = Math.min(2, Math.max(0, Math.floor(((item?.[1]?.length ?? 0) - indent) / 2)));
    if (item !== null && (level > 0 || (item[3] !== undefined) === ordered)) {
      items.push({ level, text: item[4] ?? "" });
      continue;
    }
    const last = items.at(-1);
    // An indented line goes on with the item above it.
    if (item !== null || last === undefined || !/^ {2,}\S/.test(line)) break;
    last.text += ` ${line.trim()}`;
  }
  const parsed = items.map(({ level, text }) => ({ level, parts: parseInline(text) }));
  const start = Number(first?.[3] ?? 1);
  return { block: { type: "list", ordered, start, items: parsed }, next };
}
