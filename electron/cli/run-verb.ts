import type { Command } from "commander";
import type { Workbench } from "../main/compose.ts";
import { homeHasStore, homePaths, resolveHome } from "../main/platform/home.ts";
import { readPassphrase } from "../main/platform/passphrase.ts";
import type { CallOptions } from "../main/services/api/call.ts";
import type { GlobalOptions } from "./globals.ts";
import { Interrupt } from "./interrupt.ts";
import { personPath } from "./options/paths.ts";
import type { Reporter } from "./output/reporter.ts";

/** What a verb works with: an open home, a place to speak and the person's Ctrl+C. */
export interface Verb {
  workbench: Workbench;
  reporter: Reporter;
  interrupt: Interrupt;
  /** For any long call: progress is shown, an interrupt ends it. */
  calls: CallOptions;
}

export type Work = (verb: Verb) => Promise<void>;

export interface RunVerb {
  (command: Command, work: Work): Promise<void>;
  /** For a verb that changes nothing: it may stand beside a run of another process. */
  reading(command: Command, work: Work): Promise<void>;
}

/** Opens the home, runs the verb, closes the home whatever happens. */
export function verbRunner(reporter: Reporter): RunVerb {
  const run = async (command: Command, work: Work, reading: boolean): Promise<void> => {
    const globals = command.optsWithGlobals<GlobalOptions>();
    const passphrase = readPassphrase(
      globals.passphraseFile === undefined ? undefined : personPath(globals.passphraseFile),
      process.env,
    );
    // Loaded here, so that --help needs neither the store nor the engine.
    const { openWorkbench } = await import("../main/compose.ts");
    const home = globals.home === undefined ? undefined : personPath(globals.home);
    const used = reading && homeHasStore(homePaths(resolveHome(home, process.env)));
    const workbench = await openWorkbench({
      home,
      passphrase,
      mode: used ? "read" : "write", // a home that was never used is made

      onNotice: (message) => reporter.notice(message),
    });
    const interrupt = new Interrupt(() => {
      reporter.notice("Stopping. Press Ctrl+C again to quit at once.");
    });
    try {
      const calls: CallOptions = {
        onProgress: (progress) => reporter.progress(progress),
        onNotice: (message) => reporter.notice(message),
        signal: interrupt.signal,
      };
      await work({ workbench, reporter, interrupt, calls });
    } finally {
      interrupt.release();
      reporter.endProgress();
      await workbench.close();
    }
  };
  const runVerb: RunVerb = (command, work) => run(command, work, false);
  runVerb.reading = (command, work) => run(command, work, true);
  return runVerb;
}
