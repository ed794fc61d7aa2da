// How the window's program is started in a working tree.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { electronFolder, repository } from "../bootstrap/paths.mjs";

export interface ElectronCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** What a person should know about this start, one line each. */
  readonly notices: readonly string[];
}

export interface ElectronCommandOptions {
  /** Started by root: Chromium's sandbox refuses to work for it. Left out: whether we are root. */
  readonly asRoot?: boolean;
  /** Folder of the program; left out: this working tree. */
  readonly app?: string;
  /** Give the program a network of its own that holds nothing, not even loopback. */
  readonly withoutNetwork?: boolean;
}

/**
 * A user that no account has: the audit log then names nobody who did not act. Of the ids that
 * systemd hands out to services of the moment.
 */
const PLAIN_USER = "65500";

/**
 * Root gets the sandbox too, inside a user namespace where it is a plain user with no capability.
 * @param options.asRoot          on Linux alone
 * @param options.withoutNetwork  on Linux alone; needs no privilege where user namespaces are allowed
 */
export function electronCommand(options: ElectronCommandOptions = {}): ElectronCommand {
  const folder = electronFolder();
  if (folder === undefined) throw new Error("there is no Electron binary: run npm start");
  const binary = process.platform === "win32" ? "electron.exe" : "electron";
  const electron = join(folder, binary);
  const asRoot = options.asRoot ?? process.getuid?.() === 0;
  const withoutNetwork = options.withoutNetwork === true;
  const app = options.app ?? repository;
  if (process.platform !== "linux" || (!asRoot && !withoutNetwork)) {
    return { program: electron, args: [app], notices: sandboxNotices(folder) };
  }
  const user = asRoot
    ? [`--map-user=${PLAIN_USER}`, `--map-group=${PLAIN_USER}`]
    : ["--map-current-user"];
  const network = withoutNetwork ? ["--net"] : [];
  return {
    program: "/usr/bin/unshare",
    args: ["--user", ...user, ...network, "--", electron, app],
    notices: asRoot
      ? [
          "Started by root: the window runs as a plain user in a user namespace, so that its " +
            "sandbox holds.",
        ]
      : sandboxNotices(folder),
  };
}

/** Ubuntu forbids user namespaces to programs it has no profile of; the setuid helper is the other way. */
function sandboxNotices(folder: string): string[] {
  const restriction = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
  if (!existsSync(restriction) || readFileSync(restriction, "utf8").trim() !== "1") return [];
  const helper = join(folder, "chrome-sandbox");
  return [
    "If the window does not open for want of a sandbox, give its helper the rights it needs: " +
      `sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
  ];
}

/** Without what would turn Electron into Node, or load code into it. */
export function electronEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE, NODE_OPTIONS, ...kept } = env;
  return kept;
}
