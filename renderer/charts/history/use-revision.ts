import { useEffect, useState } from "react";

interface Source {
  readonly revision: number;
  readonly onChange: (listener: () => void) => () => void;
}

/**
 * The revision of a source that changes often, at most `perSecond` times a second: the first change
 * after a rest at the next frame, so that a step shows as soon as it is there.
 */
export function useRevision(sources: readonly Source[], perSecond: number): number {
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    const least = 1000 / perSecond;
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const show = () => {
      timer = null;
      last = performance.now();
      setRevision(sources.reduce((sum, source) => sum + source.revision, 0));
    };
    const changed = () => {
      timer ??= setTimeout(show, Math.max(0, last + least - performance.now()));
    };
    const ends = sources.map((source) => source.onChange(changed));
    show();
    return () => {
      for (const end of ends) end();
      if (timer !== null) clearTimeout(timer);
    };
  }, [sources, perSecond]);
  return revision;
}
