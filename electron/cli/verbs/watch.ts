import type { Command } from "commander";
import { personPath } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";

/** Between two looks of the service; a file must be the same in both. */
const LOOK_EVERY_MS = 5000;

export function addWatch(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("watch")
    .description(
      "take new files in from a folder, until Ctrl+C; read ones move to done/, others to failed/",
    )
    .argument("<folder>", "where orders are exported to; nothing is listened to on the network")
    .option("--name <name>", "dataset that they become versions of", "watched orders")
    .option("--no-patient-data", "use the rows at once, without a confirmed de-identification");
  command.action(async (folder: string, options: { name: string; patientData: boolean }) => {
    await runVerb(command, async ({ workbench, reporter, interrupt }) => {
      const { watch } = workbench;
      const { name: dataset, patientData } = options;
      watch.watch({ folder: personPath(folder), dataset, patientData });
      try {
        reporter.notice(`Watching. Press Ctrl+C to end.`);
        let told = "";
        while (!interrupt.signal.aborted) {
          await watch.look();
          const { imported, failed, problem } = watch.state();
          const now = problem ?? `${imported} files imported, ${failed} failed.`;
          if (now !== told) reporter.notice(now);
          told = now;
          await pause(LOOK_EVERY_MS, interrupt.signal);
        }
      } finally {
        await watch.close();
        watch.unwatch();
      }
      const state = watch.state();
      reporter.result(state, () => `${state.imported} files imported, ${state.failed} failed.`);
    });
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}
