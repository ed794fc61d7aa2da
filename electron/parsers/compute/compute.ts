import { findSpans } from "../../shared/domain/deid/find-spans.ts";
import { decodeModel } from "../../shared/domain/deid/tagger/model.ts";
import { Gate } from "../../shared/domain/quality/gate.ts";
import type { ComputeFeed, ComputeJob, ComputeMessage } from "./messages.ts";

/** Takes batches as they come; answers each, and the end of all of them. */
export class Compute {
  readonly #take: (feed: ComputeFeed) => void;

  constructor({ request }: ComputeJob, send: (message: ComputeMessage) => void) {
    if (request.work === "find-spans") {
      const model = decodeModel(request.tagger);
      this.#take = ({ rows }) =>
        send({ type: "found", spans: rows.map(({ text }) => findSpans(text, model)) });
    } else {
      const gate = new Gate(request.rows);
      this.#take = ({ rows, last }) => {
        for (const row of rows) gate.add(row);
        if (!last) return send({ type: "fed" });
        const facts = gate.compare((done, total) => send({ type: "comparing", done, total }));
        send({ type: "gate", facts });
      };
    }
  }

  take(feed: ComputeFeed): void {
    this.#take(feed);
  }
}
