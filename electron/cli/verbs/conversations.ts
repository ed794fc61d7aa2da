import type { Command } from "commander";
import type { Conversation } from "../../shared/domain/conversation.ts";
import { dateTime } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";
import type { RunVerb } from "../run-verb.ts";

const SHOWN = 1000;

/** What was asked and answered in the window: listed, written out, deleted. */
export function addConversations(program: Command, runVerb: RunVerb): void {
  const conversations = program
    .command("conversations")
    .description("the conversations that the window saved");
  const list = conversations
    .command("list")
    .description("every conversation, last used first")
    .option("--search <words>", "in titles, runs, questions and answers");
  list.action(({ search = "" }: { search?: string }) =>
    runVerb.reading(list, async ({ workbench, reporter }) => {
      const found = workbench.conversations.list({ search, limit: SHOWN });
      reporter.result(found, () => listText(found.conversations, reporter));
    }),
  );
  const show = conversations
    .command("show")
    .description("one conversation as text")
    .argument("<id>", "as the list shows it");
  show.action((id: string) =>
    runVerb.reading(show, async ({ workbench, reporter }) => {
      const detail = workbench.conversations.get(id);
      reporter.result(detail, () => workbench.conversations.text(id).text.trimEnd());
    }),
  );
  const remove = conversations
    .command("delete")
    .description("erase one; here it cannot be undone")
    .argument("<id>", "as the list shows it");
  remove.action((id: string) =>
    runVerb(remove, async ({ workbench, reporter }) => {
      const { title } = workbench.conversations.get(id).conversation;
      workbench.conversations.delete(id);
      reporter.result({ deleted: id }, () => `Deleted: ${title}`);
    }),
  );
}

function listText(found: readonly Conversation[], { style, width }: Reporter): string {
  if (found.length === 0) return "No conversation. Ask something on the window's Chat page.";
  return table({
    columns: [
      { title: "Conversation" },
      { title: "Title", flexible: true },
      { title: "Run", flexible: true },
      { title: "Questions", align: "right" },
      { title: "Last used" },
    ],
    rows: found.map(({ id, title, runName, turns, updatedAt }) => [
      id,
      title,
      runName,
      String(turns),
      dateTime(updatedAt),
    ]),
    style,
    width,
  });
}
