/**
 * A network where every address is this machine's own: whatever a program sends arrives and is
 * counted, and leaves for nowhere. Needs no privilege where user namespaces are allowed.
 */
import { readFileSync } from "node:fs";
import type { ElectronCommand } from "../../../tools/desktop/electron-command.ts";

const SET_UP = [
  "ip link set lo up",
  "ip route add local default dev lo",
  "ip -6 route add local default dev lo 2>/dev/null || true",
  // A plain user again: nothing of the set-up's rights is left to the program.
  'exec unshare --user --map-user=65500 --map-group=65500 -- "$@"',
].join("\n");

/** The command inside such a network. */
export function inSink(command: Pick<ElectronCommand, "program" | "args">): ElectronCommand {
  const inner = command.program.endsWith("unshare")
    ? command.args.slice(command.args.indexOf("--") + 1)
    : [command.program, ...command.args];
  const outer = ["--user", "--map-root-user", "--net", "--", "sh", "-e", "-c", SET_UP, "sh"];
  return { program: "/usr/bin/unshare", args: [...outer, ...inner], notices: [] };
}

/** Packets sent in the network of a process. */
export function packetsSent(pid: number): number {
  const table = readFileSync(`/proc/${pid}/net/dev`, "utf8");
  const rows = table.split("\n").filter((line) => line.includes(":"));
  // name: 8 columns received, then bytes and packets sent.
  return rows.reduce((sum, row) => sum + Number(row.split(":")[1]?.trim().split(/\s+/)[9] ?? 0), 0);
}
