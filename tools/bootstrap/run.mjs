import { spawn } from "node:child_process";
import { childEnvironment } from "./paths.mjs";

/**
 * Runs a program to its end and keeps what it prints.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>} standard output and error, in order
 */
export function capture(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const env = options.env ?? process.env;
    const child = spawn(program, args, {
      env,
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    });
    let output = "";
    let rest = "";
    /** @param {string} chunk */
    const take = (chunk) => {
      output += chunk;
      if (options.onLine === undefined) return;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) options.onLine(line);
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Becomes the program where Node can (process.execve, since 23.11): it then has our process id, so
 * signals and the exit code are its own. Otherwise starts it and passes both through.
 * @param {string} program absolute path
 * @param {string[]} args
 */
export function become(program, args) {
  const env = childEnvironment();
  if (typeof process.execve === "function" && process.platform !== "win32") {
    process.execve(program, [program, ...args], env);
  }
  const child = spawn(program, args, { stdio: "inherit", env });
  // A terminal sends Ctrl+C to the whole foreground group, so the child already has it: a second one
  // would turn "stop and save" into "stop at once".
  const onTerminal = process.stdin.isTTY === true;
  for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !onTerminal) child.kill(signal);
    });
  }
  child.on("error", (error) => {
    process.stderr.write(`cannot start ${program}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on("close", (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
