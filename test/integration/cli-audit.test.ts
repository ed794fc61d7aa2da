/** The audit log and the saved conversations, from the command line. */
import { expect, it } from "vitest";
import { openWorkbench } from "../../electron/main/compose.ts";
import { openHome } from "../../electron/main/open-home.ts";
import { cli } from "../support/cli.ts";
import { addRun } from "../support/store-rows.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const sampling = {
  maxNewTokens: 256,
  temperature: 0,
  topK: 0,
  topP: 1,
  repetitionPenalty: 1,
  seed: 42,
  stop: [],
};

it("shows what was done, verifies it, and reads what the window saved", async () => {
  const home = temporaryFolder();
  const opened = openHome({ root: home, passphrase: null, mode: "write" });
  const run = addRun(opened.store, "orders 1");
  opened.close();
  const workbench = await openWorkbench({ home });
  const { conversation } = workbench.conversations.save({
    run,
    turn: {
      question: "42F, acute chest pain?",
      style: "run",
      askedAt: 1,
      base: {
        text: "CT Chest",
        finish: "stop",
        baseHash: "b".repeat(64),
        adapterHash: null,
        checkpointStep: null,
        promptTokens: 4,
        tokens: 2,
        tokensPerS: 9,
        sampling,
        at: 1,
      },
      tuned: null,
      scores: null,
    },
  });
  await workbench.close();

  const audit = await cli(["audit", "--json"], { home });
  expect((audit.last().entries as { action: string }[]).map((e) => e.action)).toEqual([
    "conversations.save",
    "runs.start",
    "datasets.import",
  ]);
  const verified = await cli(["audit", "--verify"], { home });
  expect(verified.stdout).toContain("unbroken: 3 entries");

  const found = await cli(["conversations", "list", "--search", "CHEST", "--json"], { home });
  expect(found.last()).toMatchObject({ total: 1, conversations: [{ id: conversation.id }] });
  const shown = await cli(["conversations", "show", conversation.id], { home });
  expect(shown.stdout).toContain("42F, acute chest pain?");
  expect(shown.stdout).toContain("Not for diagnosis without review.");
  expect((await cli(["conversations", "delete", conversation.id], { home })).code).toBe(0);
  const gone = await cli(["conversations", "show", conversation.id, "--json"], { home });
  expect(gone.last()).toMatchObject({ type: "error", code: "NOT_FOUND" });
}, 120_000);
