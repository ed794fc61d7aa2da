import type { Column } from "./column.ts";

/** Smallest block that is kept: below it, scanning the values is as fast. */
const BASE = 3;
const NONE = 0xffff_ffff;

/** Where the smallest and the largest value of a range are; null where no value is finite. */
export interface Extremes {
  readonly min: number;
  readonly max: number;
}

/** For every aligned block of 2^k values, the indexes of its smallest and largest finite one. */
class Level {
  readonly shift: number;
  #min = new Uint32Array(64);
  #max = new Uint32Array(64);
  blocks = 0;

  constructor(shift: number) {
    this.shift = shift;
  }

  min(block: number): number {
    return this.#min[block] ?? NONE;
  }

  max(block: number): number {
    return this.#max[block] ?? NONE;
  }

  set(block: number, min: number, max: number): void {
    if (block >= this.#min.length) {
      this.#min = grown(this.#min);
      this.#max = grown(this.#max);
    }
    this.#min[block] = min;
    this.#max[block] = max;
    this.blocks = Math.max(this.blocks, block + 1);
  }
}

function grown(from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(from.length * 2);
  to.set(from);
  return to;
}

/**
 * Smallest and largest values of any range without looking at all of it. An append touches one
 * block a level: O(log n). Ties go to the earlier index; values that are not finite are left out.
 */
export class MinMaxPyramid {
  readonly #values: Column;
  readonly #levels: Level[] = [];
  #length = 0;

  constructor(values: Column) {
    this.#values = values;
  }

  /** Takes in what was pushed onto the column since the last time. */
  extend(): void {
    for (; this.#length < this.#values.length; this.#length += 1) this.#take(this.#length);
  }

  /** Follows a column that was cut to `length`, or whose values from `length` on are new. */
  cut(length: number): void {
    if (length >= this.#length) return;
    this.#length = Math.max(0, length);
    for (const level of this.#levels) {
      level.blocks = Math.ceil(this.#length / 2 ** level.shift);
      const last = level.blocks - 1;
      if (last < 0) continue;
      const from = last << level.shift;
      const found = this.#scan(level, from, this.#length);
      level.set(last, found?.min ?? NONE, found?.max ?? NONE);
    }
    while (this.#levels.length > 1 && (this.#levels.at(-2)?.blocks ?? 0) <= 1) this.#levels.pop();
  }

  /** Of the values from index `from` up to but without `to`: O(log n). */
  extremes(from: number, to: number): Extremes | null {
    const [first, last] = [Math.max(0, from), Math.min(to, this.#length)];
    const level = 31 - Math.clz32(Math.max(1, last - first)) - BASE; // no larger block fits
    return this.#gather(first, last, Math.min(level, this.#levels.length - 1));
  }

  #take(index: number): void {
    const value = this.#values.at(index);
    for (let k = 0; ; k += 1) {
      const level = this.#levels[k] ?? this.#addLevel(k);
      this.#include(level, index >>> level.shift, index, value);
      if (level.blocks <= 1) return;
    }
  }

  /** The block before is whole in the level below; the one at hand is included by the caller. */
  #addLevel(k: number): Level {
    const level = new Level(BASE + k);
    const below = this.#levels[k - 1];
    if (below !== undefined) level.set(0, below.min(0), below.max(0));
    this.#levels.push(level);
    return level;
  }

  #include(level: Level, block: number, index: number, value: number): void {
    const isNew = block >= level.blocks;
    const min = isNew ? NONE : level.min(block);
    const max = isNew ? NONE : level.max(block);
    if (!Number.isFinite(value)) {
      if (isNew) level.set(block, NONE, NONE);
      return;
    }
    level.set(
      block,
      min === NONE || value < this.#values.at(min) ? index : min,
      max === NONE || value > this.#values.at(max) ? index : max,
    );
  }

  /** The parts of a range that are whole blocks of a level are looked up, the rest one level down. */
  #gather(from: number, to: number, k: number): Extremes | null {
    if (from >= to) return null;
    const level = this.#levels[k];
    if (level === undefined) return this.#scanValues(from, to);
    const size = 2 ** level.shift;
    const first = Math.ceil(from / size);
    const last = to === this.#length ? level.blocks : Math.floor(to / size);
    if (first >= last) return this.#gather(from, to, k - 1);
    let found = this.#gather(from, Math.min(to, first * size), k - 1);
    for (let block = first; block < last; block += 1) found = this.#join(found, level, block);
    return this.#better(found, this.#gather(Math.max(from, last * size), to, k - 1));
  }

  #join(found: Extremes | null, level: Level, block: number): Extremes | null {
    const min = level.min(block);
    return min === NONE ? found : this.#better(found, { min, max: level.max(block) });
  }

  #better(a: Extremes | null, b: Extremes | null): Extremes | null {
    if (a === null || b === null) return a ?? b;
    const values = this.#values;
    return {
      min: values.at(b.min) < values.at(a.min) ? b.min : a.min,
      max: values.at(b.max) > values.at(a.max) ? b.max : a.max,
    };
  }

  #scan(level: Level, from: number, to: number): Extremes | null {
    const below = this.#levels.indexOf(level) - 1;
    return this.#gather(from, to, below);
  }

  #scanValues(from: number, to: number): Extremes | null {
    let found: Extremes | null = null;
    for (let i = from; i < to; i += 1) {
      if (Number.isFinite(this.#values.at(i))) found = this.#better(found, { min: i, max: i });
    }
    return found;
  }
}
