import type { Column } from "./column.ts";
import type { MinMaxPyramid } from "./min-max-pyramid.ts";

/**
 * The indexes to draw of `from` up to but without `to`, ascending, at most `limit`: all of them
 * where they are few, else the smallest and largest of equal blocks, so that no peak is lost. The
 * blocks stand at multiples of their size: panning shows the same points at another place.
 */
export function selectPoints(
  values: Column,
  pyramid: MinMaxPyramid,
  range: { readonly from: number; readonly to: number },
  limit: number,
): number[] {
  const from = Math.max(0, range.from);
  const to = Math.min(range.to, values.length);
  const count = Math.max(0, to - from);
  if (count <= limit) return Array.from({ length: count }, (_, i) => from + i);
  const size = blockSize(from, to, limit);
  const chosen = [from];
  const add = (index: number) => {
    if (index > (chosen.at(-1) ?? -1)) chosen.push(index);
  };
  for (let start = Math.floor(from / size) * size; start < to; start += size) {
    const begin = Math.max(from, start);
    const found = pyramid.extremes(begin, Math.min(to, start + size));
    if (found === null) {
      add(begin); // nothing finite in it: the line breaks here
      continue;
    }
    add(Math.min(found.min, found.max));
    add(Math.max(found.min, found.max));
  }
  add(to - 1);
  return chosen;
}

/**
 * The stretches that a smooth line is drawn by, one point each: single indexes where they are few,
 * else equal aligned blocks.
 */
export function selectBlocks(
  range: { readonly from: number; readonly to: number },
  limit: number,
): { readonly from: number; readonly to: number }[] {
  const { from, to } = range;
  if (to - from <= limit) {
    return Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
      from: from + i,
      to: from + i + 1,
    }));
  }
  const size = blockSize(from, to, limit);
  const blocks = [];
  for (let start = Math.floor(from / size) * size; start < to; start += size) {
    blocks.push({ from: Math.max(from, start), to: Math.min(to, start + size) });
  }
  return blocks;
}

/** Two points a block, the two ends, and a block more than fits because the blocks are aligned. */
function blockSize(from: number, to: number, limit: number): number {
  const blocks = Math.max(1, Math.floor((limit - 2) / 2));
  let size = 1;
  while (Math.ceil(to / size) - Math.floor(from / size) > blocks) size *= 2;
  return size;
}
