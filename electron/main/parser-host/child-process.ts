import { fork } from "node:child_process";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { lastWordsOf } from "../last-words.ts";
import { endOf, PARSER_HEAP_MB, parserEnvironment, type StartParser } from "./transport.ts";

const ENTRY = fileURLToPath(new URL("../../parsers/process/main.ts", import.meta.url));

/** A parser as a child of this Node, with a heap of its own. */
export function childParsers(entry = ENTRY, heapMb = PARSER_HEAP_MB): StartParser {
  return () => {
    const child = fork(entry, [], {
      env: parserEnvironment(process.env),
      execArgv: [`--max-old-space-size=${heapMb}`],
      serialization: "advanced",
      // What a parser prints may quote the document: it is read for one sentence and dropped.
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const lastWords = lastWordsOf(child.stderr);
    // Who waits for it has a timer that runs; a parser that nobody waits for keeps nobody alive.
    child.unref();
    child.channel?.unref();
    (child.stderr as Socket | null)?.unref();
    return {
      // A send to a process that is just ending fails; its end is reported on its own.
      send: (message) => {
        if (child.connected) child.send(message, () => {});
      },
      onMessage: (listener) => void child.on("message", listener),
      onEnd: (listener) => {
        child.on("close", () => listener(endOf(lastWords())));
        child.on("error", () => listener("failed"));
      },
      kill: () => void child.kill("SIGKILL"),
    };
  };
}
