/**
 * Starts the window as a person gets it: sandbox on, no debugging port, a network of its own that
 * holds nothing. Playwright speaks to it over two pipes, so that the program opens no socket for
 * the tests either, and every network call of every process is recorded.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { buildDir } from "../../../tools/bootstrap/paths.mjs";
import { electronCommand, electronEnvironment } from "../../../tools/desktop/electron-command.ts";
import { inSink } from "./network-sink.ts";
import { type NetworkTrace, readTraces, traced } from "./network-trace.ts";
import { hasLoaded, type ProcessInfo, processTree } from "./processes.ts";
import { type WindowProblems, watchProblems } from "./window-problems.ts";

export const screenshots = join(buildDir, "e2e", "screenshots");
const failures = join(buildDir, "e2e", "failures");

export type Theme = "light" | "dark";
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LaunchOptions {
  /** A home used before; left out: a fresh one, removed at the end. */
  readonly home?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of another program; left out: DIFFERENTIAL_E2E_APP, else this working tree. */
  readonly app?: string;
  /** Record network calls (default); off where time is measured. */
  readonly trace?: boolean;
  /** "none" (default): not even loopback. "sink": every address answers, and packets are counted. */
  readonly network?: "none" | "sink";
  readonly size?: Size;
}

export interface RunningWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly home: string;
  readonly problems: WindowProblems;
  /** From the program's start to the page's first answer, in milliseconds. */
  readonly startMs: number;
  processes(): ProcessInfo[];
  /** The process that has loaded the engine; undefined while there is none. */
  trainer(): ProcessInfo | undefined;
  /** Saved under build/e2e/screenshots as NAME-THEME.png. */
  screenshot(name: string, theme: Theme): Promise<void>;
  /** Ends the program as a person does, and gives what it asked of the network. No run may be under way. */
  close(): Promise<NetworkTrace>;
  /** Ends every process at once. */
  kill(): void;
}

const TRACED_STARTS = 3;
const ENGINE = /differential[\w.-]*\.node/;

export async function launch(options: LaunchOptions = {}): Promise<RunningWindow> {
  const work = mkdtempSync(join(tmpdir(), "differential-e2e-"));
  const home = options.home ?? join(work, "home");
  const traceFile = join(work, "network.trace");
  const chosen = options.app ?? process.env.DIFFERENTIAL_E2E_APP;
  const app = chosen === undefined ? {} : { app: chosen };
  const command =
    options.network === "sink"
      ? inSink(electronCommand(app))
      : electronCommand({ ...app, withoutNetwork: true });
  const args = [...command.args, "--remote-debugging-pipe"];
  const trace = options.trace !== false;
  const started = performance.now();
  const env = environment(home, work, options.env);
  const context = await (trace
    ? startTraced(traceFile, command.program, args, env)
    : start(command.program, args, env, 60_000));
  const page = context.pages()[0] ?? (await context.waitForEvent("page"));
  const problems = watchProblems(page);
  const root = programOf(work, home);
  await page.waitForLoadState("domcontentloaded");
  if (options.size !== undefined) await page.setViewportSize(options.size);
  page.setDefaultTimeout(30_000);
  const processes = () => processTree(root);
  return {
    page,
    context,
    home,
    problems,
    startMs: performance.now() - started,
    processes,
    trainer: () => processes().find((one) => one.kind === "utility" && hasLoaded(one.pid, ENGINE)),
    screenshot: (name, theme) => takeScreenshot(page, name, theme),
    async close() {
      const ended = await endsBySelf(context);
      for (const { pid } of processes()) end(pid);
      if (!ended) throw new Error("the program was asked to end, and was still there 15 s later");
      const seen = readTraces(traceFile, TRACED_STARTS);
      rmSync(work, { recursive: true, force: true });
      return seen;
    },
    kill() {
      for (const { pid } of processes()) end(pid);
      rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function start(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeout: number,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext("", {
    executablePath: program,
    args: [...args],
    // Chromium's usual switches for tests would weaken what is tested: none is given.
    ignoreDefaultArgs: true,
    viewport: null,
    env,
    timeout,
  });
}

/**
 * About one start in a hundred under strace stands still for ever, none in a hundred without it: such
 * a start is made anew, and what it asked of the network counts too. Untraced starts have one try.
 */
async function startTraced(
  file: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<BrowserContext> {
  for (let attempt = 1; ; attempt += 1) {
    const options = traced(`${file}.${attempt}`, program, args);
    try {
      return await start("/usr/bin/strace", options, env, 30_000);
    } catch (error) {
      if (attempt === TRACED_STARTS) throw error;
      process.stderr.write(`a start under strace stood still; starting again (${attempt})\n`);
    }
  }
}

/** Asks the program to end. With a run under way it asks the person first, and does not end. */
async function endsBySelf(context: BrowserContext): Promise<boolean> {
  const asked = context.close().then(() => true);
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 15_000).unref());
  return Promise.race([asked, late]);
}

/** Little of ours: what a person's session has, and where things go. */
function environment(home: string, work: string, more: LaunchOptions["env"]): NodeJS.ProcessEnv {
  const { PATH, LANG, DISPLAY, XAUTHORITY } = process.env;
  const user = join(work, "user");
  mkdirSync(user, { recursive: true });
  const kept = { PATH, LANG, DISPLAY, XAUTHORITY, HOME: user, TMPDIR: join(work, "tmp") };
  mkdirSync(kept.TMPDIR, { recursive: true });
  return electronEnvironment({ ...kept, DIFFERENTIAL_HOME: home, ...more });
}

/** The first process below us that was started with this home. */
function programOf(work: string, home: string): number {
  const ours = processTree(process.pid).slice(1);
  const byTrace = ours.find((one) => one.command.some((part) => part.startsWith(work)));
  const program = byTrace ?? ours.findLast((one) => one.kind === "main");
  if (program === undefined) throw new Error(`no process of the window was found (home ${home})`);
  return program.pid;
}

async function takeScreenshot(page: Page, name: string, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({
    path: join(screenshots, `${name}-${theme}.png`),
    animations: "disabled",
  });
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // ended by itself
  }
}

/** What a person needs to see why a test failed: the page as it was. Call in a test's catch. */
export async function keepFailure(window: RunningWindow, name: string): Promise<void> {
  mkdirSync(failures, { recursive: true });
  const path = join(failures, name);
  await window.page.screenshot({ path: `${path}.png` }).catch(() => {});
  const text = await window.page.content().catch(() => "");
  const said = [...window.problems.errors, ...window.problems.policy].join("\n");
  writeFileSync(`${path}.txt`, `${said}\n\n${text}`);
}
