import type { ParserAsk, ParserMessage } from "./messages.ts";

/** The line to the process that asked: of a Node child, or of a utility process of the window. */
export interface ParserPort {
  send(message: ParserMessage): void;
  onMessage(listener: (message: ParserAsk) => void): void;
}

/** What Electron adds to a utility process. Its types are not needed for these two members. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { data: unknown }) => void): void;
}

/** Throws when this process was not started by a host. */
export function parserPort(): ParserPort {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on("message", ({ data }) => listener(data as ParserAsk)),
    };
  }
  if (process.send === undefined) {
    throw new Error("the parser process is started by the workbench, not by hand");
  }
  // A host that is gone needs no answer.
  process.on("disconnect", () => process.exit(0));
  return {
    send: (message) => void process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) =>
      void process.on("message", (message) => listener(message as ParserAsk)),
  };
}
