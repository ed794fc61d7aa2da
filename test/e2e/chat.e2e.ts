/** The chat page: both sides, one side again, kept conversations, and text that means harm. */
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import type { Turn } from "../../electron/shared/domain/conversation.ts";
import { SamplingSchema } from "../../electron/shared/domain/sampling.ts";
import { hostilePayloads } from "../../renderer/components/markdown/hostile-payloads.ts";
import { keepFailure, launch, type RunningWindow } from "./support/launch.ts";
import { endEvaluations, ordersCsv, prepareOrders, startSmallRun } from "./support/small-run.ts";
import { until } from "./support/until.ts";
import { call, openHome } from "./support/workbench.ts";

let window: RunningWindow;
let run: string;

beforeAll(async () => {
  window = await launch({ size: { width: 1280, height: 800 } });
  await openHome(window);
  await prepareOrders(window, ordersCsv(120, "routine"));
  run = await startSmallRun(window, { maxSteps: 20, saveEverySteps: 10 });
  const status = async () => (await call(window, "runs", "get", { run })).run.status;
  await until("the run to finish", status, (one) => one === "finished");
}, 300_000);

afterAll(async () => {
  expect(window.problems).toEqual({ errors: [], policy: [] });
  await endEvaluations(window);
  expect((await window.close()).internet).toEqual([]);
});

const page = () => window.page;
const button = (name: string | RegExp) => page().getByRole("button", { name, exact: true });
const pane = (name: string) => page().getByRole("region", { name });

async function openChat(): Promise<void> {
  await page().getByRole("link", { name: "Chat" }).click();
  await page().getByLabel("Question", { exact: true }).waitFor();
}

async function ask(question: string): Promise<void> {
  await page().getByLabel("Question", { exact: true }).fill(question);
  await page().keyboard.press("Enter");
  await button("Ask").waitFor({ timeout: 120_000 });
}

describe("chat", () => {
  it("answers on both sides with the weights of each, and keeps the conversation", async () => {
    onTestFailed(() => keepFailure(window, "chat-both"));
    await openChat();
    await ask("34F flank pain, blood in urine");
    for (const name of ["Base", "Fine-tuned"]) {
      await pane(name).getByText("Not for diagnosis without review.").waitFor();
      await pane(name).getByText("Likeliest of 4 labels").waitFor();
      await pane(name)
        .getByText(/tokens\/s/)
        .waitFor();
    }
    await pane("Base")
      .getByText(/no adapter/)
      .waitFor();
    await pane("Fine-tuned")
      .getByText(/adapter [0-9a-f]{12}/)
      .waitFor();
    const { conversations } = await call(window, "conversations", "list", {});
    expect(conversations.map(({ title, turns }) => [title, turns])).toEqual([
      ["34F flank pain, blood in urine", 1],
    ]);
  });

  it("asks one side again, and stops when it is told to", async () => {
    onTestFailed(() => keepFailure(window, "chat-again"));
    await button(/^Answer settings/).click();
    await page().getByLabel("Longest answer, in tokens").fill("512");
    await page().getByLabel("Temperature").fill("1.5");
    await button("Close").click();
    const [kept] = (await call(window, "conversations", "list", {})).conversations;
    const turn = async () =>
      (await call(window, "conversations", "get", { conversation: kept?.id ?? "" })).turns[0];
    const before = await turn();
    await pane("Base").getByRole("button", { name: "Ask this side again" }).click();
    await page().getByLabel("Question", { exact: true }).press("Escape");
    await button("Ask").waitFor({ timeout: 120_000 });
    const after = await turn();
    expect(after?.tuned).toEqual(before?.tuned);
    expect(after?.base?.at).toBeGreaterThan(before?.base?.at ?? 0);
    expect(after?.base?.sampling).toMatchObject({ temperature: 1.5, seed: 43 });
  });

  it("renames, finds, deletes and brings back a conversation", async () => {
    onTestFailed(() => keepFailure(window, "chat-list"));
    await button(/^More about/).click();
    await page().getByRole("menuitem", { name: "Rename" }).click();
    await page().getByLabel("Name", { exact: true }).fill("Kidney stones");
    await button("Save").click();
    await page().getByLabel("Search conversations").fill("blood in urine");
    await page().getByText("Kidney stones").waitFor();
    await page().getByLabel("Search conversations").fill("nothing like it");
    await page().getByText("Nothing found.").waitFor();
    await page().getByLabel("Search conversations").fill("");
    await button("More about Kidney stones").click();
    await page().getByRole("menuitem", { name: "Delete" }).click();
    await button("Undo").click();
    await page().getByText("Kidney stones").waitFor();
  });

  it("shows 300 hostile texts as text alone", async () => {
    onTestFailed(() => keepFailure(window, "chat-hostile"));
    const payloads = hostilePayloads();
    const conversation = await saveHostile(payloads);
    await page().evaluate("window.alert = () => { window.ran = true }");
    await page().getByText("Hostile", { exact: true }).click();
    await page()
      .locator(`[data-turn="${payloads.length - 1}"]`)
      .first()
      .waitFor();
    const found = await page().evaluate(FOREIGN);
    expect(found).toEqual({ foreign: [], ran: false, turns: payloads.length * 2 });
    expect(page().url()).toMatch(/^app:\/\/workbench\//);
    await call(window, "conversations", "delete", { conversation });
  });
});

async function saveHostile(payloads: readonly string[]): Promise<string> {
  const sampling = SamplingSchema.parse({});
  const turn = (text: string): Turn => ({
    question: text.toWellFormed().slice(0, 60) || "?",
    style: "plain",
    askedAt: 1,
    base: {
      text: text.toWellFormed(),
      finish: "stop",
      baseHash: "a".repeat(64),
      adapterHash: null,
      checkpointStep: null,
      promptTokens: 1,
      tokens: 1,
      tokensPerS: 1,
      sampling,
      at: 1,
    },
    tuned: null,
    scores: null,
  });
  const first = await call(window, "conversations", "save", { run, turn: turn(payloads[0] ?? "") });
  const { id } = first.conversation;
  for (const text of payloads.slice(1)) {
    await call(window, "conversations", "save", { run, conversation: id, turn: turn(text) });
  }
  await call(window, "conversations", "rename", { conversation: id, title: "Hostile" });
  await page().reload();
  await openChat();
  return id;
}

/** Elements of the answers that no text may make, and attributes that only a text could have set. */
const FOREIGN = `(() => {
  const elements = "div p h3 h4 h5 h6 strong em code pre ul ol li span button svg path".split(" ");
  const attributes = ["class", "start", "tabindex", "type", "aria-label", "aria-hidden", "focusable",
    "viewBox", "d", "data-testid", "data-turn", "disabled", "aria-haspopup", "style"];
  const foreign = [];
  for (const element of document.querySelectorAll("[data-turn] *")) {
    const name = element.tagName.toLowerCase();
    if (!elements.includes(name)) foreign.push(name);
    for (const one of element.attributes) {
      const ours = attributes.includes(one.name) || one.name.startsWith("data-mui");
      if (!ours) foreign.push(name + " " + one.name);
      if (/javascript|https?:|smb:|on\\w+=/i.test(one.value) && one.name !== "aria-label") {
        foreign.push(name + " " + one.name + "=" + one.value.slice(0, 60));
      }
    }
  }
  const turns = document.querySelectorAll("[data-turn]").length;
  return { foreign: [...new Set(foreign)], ran: window.ran === true, turns };
})()`;
