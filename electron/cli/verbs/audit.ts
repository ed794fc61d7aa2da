import type { Command } from "commander";
import type { AuditEntry } from "../../shared/domain/audit.ts";
import { AppError } from "../../shared/errors.ts";
import { integer } from "../options/parse.ts";
import { counted, dateTime, shortHash } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";
import type { RunVerb } from "../run-verb.ts";

const SHOWN = 50;

export function addAudit(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("audit")
    .description("who changed what: the newest entries, or a check of the whole chain")
    .option("--limit <n>", `how many entries (${SHOWN})`, integer)
    .option("--verify", "walk the chain and compare its head with the mirror");
  command.action((options: { limit?: number; verify?: true }) =>
    runVerb.reading(command, async ({ workbench, reporter }) => {
      if (options.verify === true) {
        const report = workbench.audit.verify();
        if (!report.ok) throw broken(report.problem);
        const { entries, headHash } = report;
        const text = `The chain is unbroken: ${counted(entries, "entry", "entries")}, head ${headHash}.`;
        reporter.result(report, () => text);
        return;
      }
      const limit = Math.min(1000, Math.max(1, options.limit ?? SHOWN));
      const entries = workbench.audit.list({ limit });
      reporter.result({ entries }, () => auditText(entries, reporter));
    }),
  );
}

function broken(problem: string): AppError {
  return new AppError("CORRUPT", `The audit log is not what it was. ${problem}`, {
    hint: "Keep this home as it is, and tell whoever looks after this computer.",
  });
}

function auditText(entries: readonly AuditEntry[], { style, width }: Reporter): string {
  if (entries.length === 0) return "No entry yet.";
  return table({
    columns: [
      { title: "No.", align: "right" },
      { title: "Time" },
      { title: "Who", flexible: true },
      { title: "Command" },
      { title: "About", flexible: true },
    ],
    rows: entries.map(({ seq, at, actor, action, objects }) => [
      String(seq),
      dateTime(at),
      actor,
      action,
      objects
        .map(
          ({ kind, id, sha256 }) =>
            `${kind} ${id}${sha256 === null ? "" : ` ${shortHash(sha256)}`}`,
        )
        .join(", "),
    ]),
    style,
    width,
  });
}
