import type { LineStyle, Marker } from "./draw/line-style.ts";

interface Props {
  readonly style: LineStyle;
  readonly dark: boolean;
  readonly marked: boolean;
}

/** How a line looks, beside its name. */
export function LineKey({ style, dark, marked }: Props) {
  const colour = dark ? style.dark : style.light;
  return (
    <svg width={28} height={12} aria-hidden focusable="false">
      <line
        x1={1}
        x2={27}
        y1={6}
        y2={6}
        stroke={colour}
        strokeWidth={2}
        strokeDasharray={style.dash.join(" ")}
      />
      {marked && (
        <path d={SHAPES[style.marker]} transform="translate(14 6)" fill={colour} stroke={colour} />
      )}
    </svg>
  );
}

const SHAPES: Readonly<Record<Marker, string>> = {
  circle: "M0-4a4 4 0 1 0 .01 0z",
  square: "M-3.5-3.5h7v7h-7z",
  triangle: "M0-4.5L4.2 3.2H-4.2z",
  diamond: "M0-5L4.4 0 0 5-4.4 0z",
  cross: "M-4-4L4 4M-4 4L4-4",
  star: "M0-5.2L1.4-1.4 5.2 0 1.4 1.4 0 5.2-1.4 1.4-5.2 0-1.4-1.4z",
};
