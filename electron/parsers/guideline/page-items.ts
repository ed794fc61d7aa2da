/** A page before its layout is known: text with places and fonts, and the lines drawn on it. */

/** Points from the top left corner of the page, y downwards; y is the base line of the text. */
export interface TextItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly font: string;
  readonly bold: boolean;
  /** A font of pictures (Wingdings): its characters are no letters. */
  readonly symbol: boolean;
  /** Degrees clockwise from the page's upright, to the nearest quarter turn. */
  readonly turn: 0 | 90 | 180 | 270;
  /** In a symbol font: the file itself says which sign each code is. */
  readonly mapped: boolean;
}

/** A straight line, horizontal or vertical. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PageItems {
  /** Page of the file, from 1. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly TextItem[];
  readonly rules: readonly Rule[];
  readonly source: "text" | "ocr" | "empty";
  readonly ocrConfidence: number | null;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The place of an item: its letters reach from above the base line to a little below it. */
export function itemRect({ x, y, width, size }: TextItem): Rect {
  return { x, y: y - size * 0.8, width, height: size };
}

export function union(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((r) => r.x));
  const y = Math.min(...rects.map((r) => r.y));
  const right = Math.max(...rects.map((r) => r.x + r.width));
  const bottom = Math.max(...rects.map((r) => r.y + r.height));
  return { x, y, width: right - x, height: bottom - y };
}
