/** Guidelines read and drawn in a process of their own. */
import type { PageLayout } from "../../parsers/guideline/layout.ts";
import { AppError } from "../../shared/errors.ts";
import type { DrawPage, KeptPage, ReadGuideline } from "../services/guideline-ports.ts";
import { ParserCall } from "./parser-call.ts";
import type { StartParser } from "./transport.ts";

/** A page read from its picture takes many seconds on a slow machine; others milliseconds. */
const SILENCE_MS = { read: 120_000, draw: 30_000 };

export interface GuidelineHost {
  readonly read: ReadGuideline;
  readonly draw: DrawPage;
}

export function createGuidelineHost(start: StartParser, silenceMs = SILENCE_MS): GuidelineHost {
  return {
    async read({ path, have, onPages, signal }) {
      cancelledAlready(signal);
      const process = start();
      const stop = () => process.kill();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        const request = { path, title: null, have: have.map(layoutOf), within: null };
        process.send({ type: "job", job: { type: "guideline", request } });
        const call = new ParserCall(process, path, silenceMs.read);
        const { pages: total } = await call.next("guideline-opened");
        for (;;) {
          const message = await call.next("guideline-pages", "guideline");
          if (message.type === "guideline") return message.guideline;
          onPages(message.pages.map(keptOf), total);
        }
      } finally {
        signal?.removeEventListener("abort", stop);
        process.kill();
      }
    },
    async draw(request, signal) {
      cancelledAlready(signal);
      const process = start();
      const stop = () => process.kill();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        process.send({ type: "job", job: { type: "page-image", request } });
        const call = new ParserCall(process, request.path, silenceMs.draw);
        return (await call.next("page-image")).image;
      } finally {
        signal?.removeEventListener("abort", stop);
        process.kill();
      }
    },
  };
}

function cancelledAlready(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError("CANCELLED", "The reading was cancelled.");
}

const keptOf = (layout: PageLayout): KeptPage => ({
  page: layout.page,
  layout: JSON.stringify(layout),
});
const layoutOf = ({ layout }: KeptPage) => JSON.parse(layout) as PageLayout;
