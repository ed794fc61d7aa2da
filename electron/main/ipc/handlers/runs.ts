import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";
import { untilAborted } from "../until-aborted.ts";

/** A list need not move faster than a person reads. */
const WATCH_MS = 250;

export const runsHandlers = (host: HandlerHost): Handlers<typeof contract.runs> => {
  const supervisor = () => host.workbench().supervisor;
  const catalogue = () => host.workbench().catalogue;
  return {
    start: (input, call) => supervisor().start(input, call),
    resume: ({ run, device }) => supervisor().resume(run, device),
    pause: ({ run }) => supervisor().pause(run),
    stop: ({ run, save }) => supervisor().stop(run, save),
    evaluate: ({ run }) => supervisor().evaluate(run),
    rename: ({ run, name }) => catalogue().rename(run, name),
    archive: ({ run, archived }) => catalogue().archive(run, archived),
    list: () => host.workbench().runs.list(),
    overview: () => catalogue().overview(),
    get: ({ run }) => host.workbench().runs.get(run),
    summary: ({ run }) => catalogue().summary(run),
    notices: ({ run }) => catalogue().notices(run),
    metrics: (query) => catalogue().metrics(query),
    onEvent: ({ run }, emit, signal) => untilAborted(signal, () => supervisor().follow(run, emit)),
    watch: (_, emit, signal) =>
      untilAborted(signal, () => {
        const runs = supervisor();
        let timer: NodeJS.Timeout | null = null;
        const show = () => {
          timer = null;
          emit(runs.now());
        };
        const end = runs.watch(() => {
          timer ??= setTimeout(show, WATCH_MS);
        });
        show();
        return () => {
          end();
          if (timer !== null) clearTimeout(timer);
        };
      }),
  };
};
