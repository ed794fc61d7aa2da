// npm start: opens the window, on a display in memory where the machine has none.
import { spawn } from "node:child_process";
import { hasDisplay } from "../bootstrap/paths.mjs";
import { electronCommand, electronEnvironment } from "./electron-command.ts";
import { startVirtualDisplay } from "./virtual-display.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

const command = electronCommand();
for (const notice of command.notices) say(notice);
const display = hasDisplay() ? undefined : await startVirtualDisplay();
if (display !== undefined) {
  say(
    `This machine has no display: the window is on ${display.env.DISPLAY}, in memory, where nobody ` +
      "sees it. The command line: npm start -- --headless",
  );
}
const child = spawn(command.program, [...command.args, ...process.argv.slice(2)], {
  env: electronEnvironment({ ...process.env, ...display?.env }),
  stdio: "inherit",
});
// A terminal sends Ctrl+C to the whole foreground group, so the window already has it.
const onTerminal = process.stdin.isTTY === true;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !onTerminal) child.kill(signal);
  });
}
child.on("error", (error) => {
  say(`The window cannot be started: ${error.message}`);
  display?.stop();
  process.exitCode = 1;
});
child.on("close", (code, signal) => {
  display?.stop();
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
