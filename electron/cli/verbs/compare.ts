import { type Command, Option } from "commander";
import { PARTS, type Part } from "../../shared/domain/split.ts";
import type { RunVerb } from "../run-verb.ts";
import { leaderboardText } from "../views/leaderboard.ts";

export function addCompare(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("compare")
    .description("the leaderboard: runs and their base on the same examples")
    .argument("<run...>", "ids or names, evaluated before")
    .addOption(new Option("--part <part>", "which part of the split (else test)").choices(PARTS))
    .option("--no-base", "leave the base out");
  command.action((runs: string[], options: { part?: Part; base: boolean }) =>
    runVerb.reading(command, async ({ workbench, reporter }) => {
      const board = workbench.compare.compare({
        runs,
        ...(options.part === undefined ? {} : { part: options.part }),
        includeBase: options.base,
      });
      reporter.result(board, () => leaderboardText(board, reporter));
    }),
  );
}
