/** After the window was hidden: the program ends by itself once nothing is under way. */

const LOOK_MS = 1000;
/** A notification of the end is out by then, and work that follows on work has begun. */
const QUIET_LOOKS = 5;

export interface QuitWhenDonePorts {
  readonly busy: () => boolean;
  readonly quit: () => void;
}

/** Returns what ends it: the window is seen again. */
export function quitWhenDone({ busy, quit }: QuitWhenDonePorts): () => void {
  let quiet = 0;
  const end = () => clearInterval(timer);
  const timer = setInterval(() => {
    quiet = busy() ? 0 : quiet + 1;
    if (quiet < QUIET_LOOKS) return;
    end();
    quit();
  }, LOOK_MS);
  return end;
}
