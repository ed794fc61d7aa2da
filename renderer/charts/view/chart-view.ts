/** A stretch of the x axis, in its units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** At most this much nearer than the whole history. */
const MAX_ZOOM = 1e6;

/**
 * What part of the history is in sight and where the reader points, shared by every chart of a page
 * so that they move together. Null means all of it, and goes on meaning that while a run grows.
 */
export class ChartView {
  readonly #schedule: (work: () => void) => void;
  #span: Span | null = null;
  #hover: number | null = null;
  #version = 0;
  readonly #extents = new Map<string, Span>();
  readonly #listeners = new Set<() => void>();
  readonly #hoverListeners = new Set<() => void>();
  #due = false;
  #moved = false;
  #pointed = false;

  /** Listeners hear of changes once a frame, however many there were. */
  constructor(schedule: (work: () => void) => void = (work) => void requestAnimationFrame(work)) {
    this.#schedule = schedule;
  }

  /** Counts changes of what is in sight. */
  get version(): number {
    return this.#version;
  }

  get span(): Span | null {
    return this.#span;
  }

  /** Where the crosshair stands; null while nobody points. */
  get hover(): number | null {
    return this.#hover;
  }

  /** All there is, over all charts. */
  get full(): Span {
    const spans = [...this.#extents.values()].filter(({ from, to }) => to >= from);
    if (spans.length === 0) return { from: 0, to: 1 };
    const from = Math.min(...spans.map((span) => span.from));
    const to = Math.max(...spans.map((span) => span.to));
    return to > from ? { from, to } : { from: from - 0.5, to: to + 0.5 };
  }

  get shown(): Span {
    return this.#span ?? this.full;
  }

  /** A chart tells how far its lines reach; null when it is gone. */
  reach(chart: string, extent: Span | null): void {
    const before = this.#extents.get(chart);
    if (extent === null) this.#extents.delete(chart);
    else if (before?.from === extent.from && before.to === extent.to) return;
    else this.#extents.set(chart, extent);
    if (this.#span === null) this.#changed();
  }

  reset(): void {
    if (this.#span === null) return;
    this.#span = null;
    this.#changed();
  }

  show(span: Span): void {
    const full = this.full;
    const least = (full.to - full.from) / MAX_ZOOM;
    const width = Math.max(least, span.to - span.from);
    if (width >= full.to - full.from) {
      this.reset();
      return;
    }
    const from = Math.min(Math.max(span.from, full.from), full.to - width);
    if (this.#span?.from === from && this.#span.to === from + width) return;
    this.#span = { from, to: from + width };
    this.#changed();
  }

  /** `factor` below 1 goes nearer; the point `at` stays where it is. */
  zoom(factor: number, at: number): void {
    const { from, to } = this.shown;
    this.show({ from: at - (at - from) * factor, to: at + (to - at) * factor });
  }

  /** By a share of the width in sight; positive goes to later steps. */
  pan(share: number): void {
    const { from, to } = this.shown;
    const by = (to - from) * share;
    this.show({ from: from + by, to: to + by });
  }

  point(at: number | null): void {
    if (at === this.#hover) return;
    this.#hover = at;
    this.#pointed = true;
    this.#tell();
  }

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  onHover = (listener: () => void): (() => void) => {
    this.#hoverListeners.add(listener);
    return () => void this.#hoverListeners.delete(listener);
  };

  #changed(): void {
    this.#moved = true;
    this.#tell();
  }

  #tell(): void {
    if (this.#due) return;
    this.#due = true;
    this.#schedule(() => {
      this.#due = false;
      const [moved, pointed] = [this.#moved, this.#pointed];
      this.#moved = false;
      this.#pointed = false;
      if (moved) this.#version += 1;
      if (moved) for (const listener of this.#listeners) listener();
      if (pointed) for (const listener of this.#hoverListeners) listener();
    });
  }
}
