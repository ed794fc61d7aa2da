import type { Command } from "commander";
import type { VerifyOutcome } from "../../main/services/api/verify.ts";
import { AppError } from "../../shared/errors.ts";
import { counted } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";
import type { RunVerb } from "../run-verb.ts";

export function addVerify(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("verify")
    .description("read everything again: store, audit chain, checkpoints, base weights");
  command.action(() =>
    runVerb(command, async ({ workbench, reporter, calls }) => {
      const outcome = await workbench.verify.verify(calls);
      if (!outcome.ok) throw damaged(outcome, reporter);
      reporter.result(outcome, () => verifyText(outcome, reporter));
    }),
  );
}

function verifyText(outcome: VerifyOutcome, { style, width }: Reporter): string {
  const rows = outcome.findings.map((f) => [f.subject, f.name, f.ok ? "ok" : f.problem]);
  const columns = [
    { title: "What" },
    { title: "Name", flexible: true },
    { title: "State", flexible: true },
  ];
  const list = table({ columns, rows, style, width });
  return `${list}\n\n${counted(outcome.findings.length, "thing")} read again: all as they should be.`;
}

/** The findings are said one by one, then the verb fails. */
function damaged(outcome: VerifyOutcome, reporter: Reporter): AppError {
  const bad = outcome.findings.filter((finding) => !finding.ok);
  for (const finding of outcome.findings) reporter.event("finding", finding);
  if (!reporter.json) {
    for (const { subject, name, problem } of bad) reporter.notice(`${subject} ${name}: ${problem}`);
  }
  const names = bad.map((finding) => `${finding.subject} ${finding.name}`);
  return new AppError("CORRUPT", `${counted(bad.length, "thing is", "things are")} damaged.`, {
    hint: "Restore what is named from a backup, or remove it.",
    details: { damaged: names },
  });
}
