/** The parser as a utility process of the window, with bounded memory of its own. */
import { fileURLToPath } from "node:url";
import { app, utilityProcess } from "electron";
import { lastWordsOf } from "../last-words.ts";
import {
  endOf,
  PARSER_HEAP_MB,
  type ParserEnd,
  parserEnvironment,
  type StartParser,
} from "../parser-host/transport.ts";

/** Bundled beside this file's bundle. */
const ENTRY = fileURLToPath(new URL("./parser.js", import.meta.url));
/** What such a process needs beside its heap. */
const PROGRAM_MB = 256;
const LOOK_EVERY_MS = 100;

export const startUtilityParser: StartParser = () => {
  const child = utilityProcess.fork(ENTRY, [], {
    serviceName: "Differential document reader",
    env: parserEnvironment(process.env),
    execArgv: [],
    // What a parser prints may quote the document: it is read for one sentence and dropped.
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lastWords = lastWordsOf(child.stderr);
  let tooLarge = false;
  // A utility process takes no limit for its heap: one that grows too large is ended from here.
  const look = setInterval(() => {
    if (usedMb(child.pid) <= PARSER_HEAP_MB + PROGRAM_MB) return;
    tooLarge = true;
    killNow(child.pid);
  }, LOOK_EVERY_MS);
  child.on("exit", () => clearInterval(look));
  const ended = (): ParserEnd => (tooLarge ? "out-of-memory" : endOf(lastWords()));
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on("message", listener),
    onEnd: (listener) => void child.on("exit", () => listener(ended())),
    kill: () => {
      if (child.pid === undefined) child.kill();
      else killNow(child.pid);
    },
  };
};

function usedMb(pid: number | undefined): number {
  const metrics = app.getAppMetrics().find((one) => one.pid === pid);
  return (metrics?.memory.workingSetSize ?? 0) / 1024; // it is told in KiB
}

/** A process in an endless loop does not hear the polite request that kill() is. */
function killNow(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
