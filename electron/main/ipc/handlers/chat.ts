import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const chatHandlers = (host: HandlerHost): Handlers<typeof contract.chat> => {
  const answering = new Map<string, AbortController>();
  return {
    async reply({ panes, id, ...request }, emit, signal) {
      const stopped = new AbortController();
      if (id !== undefined) answering.set(id, stopped);
      try {
        const answers = await host.workbench().chat.answer(request, panes ?? ["base", "tuned"], {
          signal: AbortSignal.any([signal, stopped.signal]),
          onBegin: (begin) => emit({ type: "begin", ...begin }),
          onText: (pane, text) => emit({ type: "text", pane, text }),
        });
        // What was said came as text events already.
        for (const { text: _, ...end } of answers) emit({ type: "end", ...end });
      } finally {
        if (id !== undefined && answering.get(id) === stopped) answering.delete(id);
      }
    },
    stop: ({ id }) => {
      const found = answering.get(id);
      found?.abort();
      return { found: found !== undefined };
    },
    scores: (input, { signal }) => host.workbench().chat.scores(input, { signal }),
  };
};
