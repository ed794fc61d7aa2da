/** The processes of a running window, as the kernel shows them. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  /** Chromium's word: "renderer", "gpu-process", "utility", "zygote"; "main"; or "other". */
  readonly kind: string;
  readonly command: readonly string[];
}

/** Everything below a process, itself included; empty when it has ended. */
export function processTree(root: number): ProcessInfo[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => processInfo(Number(name)))
    .filter((info) => info !== undefined);
  const children = Map.groupBy(all, (info) => info.parent);
  const tree: ProcessInfo[] = all.filter((info) => info.pid === root);
  for (const info of tree) tree.push(...(children.get(info.pid) ?? []));
  return tree;
}

function processInfo(pid: number): ProcessInfo | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces; state and parent follow the last bracket.
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean);
    return { pid, parent: Number(parent), kind: kindOf(pid, command), command };
  } catch {
    return undefined; // ended while we looked
  }
}

function kindOf(pid: number, command: readonly string[]): string {
  // A zygote's child rewrites its command line as one text.
  const type = /--type=([\w-]+)/.exec(command.join(" "))?.[1];
  if (type !== undefined) return type;
  return programOf(pid).endsWith("/electron") ? "main" : "other";
}

function programOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return "";
  }
}

/** One line of /proc/PID/status, for example "Seccomp". */
export function statusLine(pid: number, name: string): string {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return new RegExp(`^${name}:\\s*(.*)$`, "m").exec(status)?.[1] ?? "";
}

/** True when the process has loaded a file whose path matches. */
export function hasLoaded(pid: number, file: RegExp): boolean {
  try {
    return file.test(readFileSync(`/proc/${pid}/maps`, "utf8"));
  } catch {
    return false;
  }
}

/** Names and values that a process was started with. */
export function environmentOf(pid: number): Record<string, string> {
  const text = readFileSync(`/proc/${pid}/environ`, "utf8");
  const pairs = text.split("\0").filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

/** Memory of a process in bytes, shared pages divided among their users (PSS). */
export function proportionalBytes(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
