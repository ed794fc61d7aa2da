import type { Span } from "./chart-view.ts";

/** Round values inside a span, about `count` of them: 1, 2 or 5 times a power of ten apart. */
export function linearTicks(span: Span, count: number): number[] {
  const width = span.to - span.from;
  if (!(width > 0) || !Number.isFinite(width)) return [span.from];
  const raw = width / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw) ?? 10 * power;
  return multiples(span, step);
}

/** Powers of ten, and 2 and 5 times them where few are in sight. Both ends must be positive. */
export function logTicks(span: Span): number[] {
  const [low, high] = [Math.floor(Math.log10(span.from)), Math.ceil(Math.log10(span.to))];
  const steps = high - low <= 3 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = low; power <= high; power += 1) {
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick >= span.from && tick <= span.to) ticks.push(tick);
    }
  }
  return ticks.length >= 2 ? ticks : linearTicks(span, 4);
}

const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200];

/** Seconds as people count them: quarters of a minute, of an hour. */
export function timeTicks(span: Span, count: number): number[] {
  const raw = (span.to - span.from) / Math.max(1, count);
  if (raw < 1 || raw > 43_200) return linearTicks(span, count);
  return multiples(span, SECONDS.find((s) => s >= raw) ?? 86_400);
}

/** Computed by multiplication: adding a step again and again would drift. */
function multiples({ from, to }: Span, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const count = Math.min(100, last - first + 1);
  const digits = Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(step))));
  return Array.from({ length: Math.max(0, count) }, (_, i) =>
    Number(((first + i) * step).toFixed(digits)),
  );
}
