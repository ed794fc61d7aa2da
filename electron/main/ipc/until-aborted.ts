/**
 * A stream that goes on until its receiver leaves. `begin` returns what ends it; an event that
 * cannot be sent ends it too, with what went wrong.
 */
export function untilAborted(
  signal: AbortSignal,
  begin: (guard: (send: () => void) => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const guard = (send: () => void) => {
      try {
        send();
      } catch (error) {
        end();
        reject(error);
      }
    };
    let ended = false;
    let stop: (() => void) | null = null;
    const end = () => {
      ended = true;
      stop?.();
    };
    stop = begin(guard);
    if (ended) stop();
    signal.addEventListener("abort", () => {
      end();
      resolve();
    });
  });
}
