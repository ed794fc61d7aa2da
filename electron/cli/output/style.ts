import { styleText } from "node:util";

/** Colour only where it helps and is wanted; words always say the same without it. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

type Format = Parameters<typeof styleText>[0];

/** Follows NO_COLOR, FORCE_COLOR and whether the stream is a terminal, as node:util does. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  const paint = (format: Format) => (text: string) =>
    styleText(format, text, { stream, validateStream: true });
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
  };
}

const same = (text: string) => text;
export const plainStyle: Style = { bold: same, dim: same, red: same, green: same, yellow: same };
