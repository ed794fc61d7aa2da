/** The trainer as a utility process of the window: a fault in native code never closes the window. */
import { fileURLToPath } from "node:url";
import { utilityProcess } from "electron";
import { lastWordsOf } from "../last-words.ts";
import { trainerEnvironment } from "../trainer-host/environment.ts";
import type { StartTrainer } from "../trainer-host/transport.ts";

/** Bundled beside this file's bundle. */
const ENTRY = fileURLToPath(new URL("./trainer.js", import.meta.url));

export const startUtilityTrainer: StartTrainer = () => {
  const child = utilityProcess.fork(ENTRY, [], {
    serviceName: "Differential trainer",
    env: trainerEnvironment(process.env),
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lastWords = lastWordsOf(child.stderr);
  return {
    get pid() {
      return child.pid ?? 0;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on("message", listener),
    onEnd: (listener) =>
      void child.on("exit", (code) => listener({ code, signal: null, lastWords: lastWords() })),
    kill: () => void child.kill(),
    // A utility process ends with its parent; its port closing is its sign to end by itself.
    release: () => void child.kill(),
  };
};
