/** A stream that goes on until its receiver leaves; `begin` returns what ends it. */
export function untilAborted(signal: AbortSignal, begin: () => () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const stop = begin();
    const end = () => {
      stop();
      resolve();
    };
    // The receiver may have left over the first event: the dispatcher ends a stream it cannot send.
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
