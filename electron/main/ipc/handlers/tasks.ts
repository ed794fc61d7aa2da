import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";
import { untilAborted } from "../until-aborted.ts";

/** Reading what is there takes no time worth showing. */
const SHOWN_AFTER_MS = 300;
/** A timer may fire a little before its time by the clock. */
const TIMER_SLACK_MS = 20;

export const tasksHandlers = (host: HandlerHost): Handlers<typeof contract.tasks> => ({
  watch: (_, emit, signal) =>
    untilAborted(signal, () => {
      let timer: NodeJS.Timeout | null = null;
      let shown = 0;
      const show = () => {
        timer = null;
        const tasks = host.tasks
          .list()
          .filter(
            (task) =>
              Date.now() - task.startedAt >= SHOWN_AFTER_MS - TIMER_SLACK_MS && !isOwn(task.entry),
          );
        if (tasks.length === 0 && shown === 0) return;
        shown = tasks.length;
        emit({ tasks });
      };
      const end = host.tasks.watch(() => {
        timer ??= setTimeout(show, SHOWN_AFTER_MS);
      });
      emit({ tasks: [] });
      // What was under way before this watch began, and says nothing of itself, shows too.
      timer = setTimeout(show, SHOWN_AFTER_MS);
      return () => {
        end();
        if (timer !== null) clearTimeout(timer);
      };
    }),
  cancel: ({ id }) => ({ found: host.tasks.cancel(id) }),
});

/** A dialog that stands open is no work of the program. */
function isOwn(entry: string): boolean {
  return entry === "files.choose" || entry.startsWith("tasks.");
}
