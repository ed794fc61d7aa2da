// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import { model, planAnswer, plannerAnswers } from "../../testing/planner-answers.ts";
import { type Answers, fakeBridge, renderPage } from "../../testing/render-page.tsx";
import { firstDraft, keepDraft } from "./draft.ts";
import Page from "./Page.tsx";

afterEach(() => {
  cleanup();
  keepDraft(firstDraft({ ...model, id: "model-00000000" }));
});

function open(answers: Answers = {}) {
  const bridge = fakeBridge({ ...plannerAnswers, ...answers });
  const page = renderPage(Page, "/budget");
  const user = userEvent.setup();
  const addCard = async (name: string) => {
    const picker = await screen.findByRole("combobox", { name: "Devices and cards" });
    await user.type(picker, name);
    await user.keyboard("{ArrowDown}{Enter}{Escape}");
  };
  return { ...bridge, ...page, user, addCard };
}

const bars = () => screen.getAllByRole("img").map((bar) => bar.getAttribute("aria-label"));

describe("the VRAM budget", () => {
  it("shows what each device has, needs and says to it", async () => {
    const { addCard } = open();
    await waitFor(() =>
      expect(bars()).toEqual([
        "This computer, CPU: needs 4 GiB, usable 12 GiB, memory 16 GiB. Fits.",
      ]),
    );
    await addCard("RTX 4060 8");
    await waitFor(() => expect(bars()).toHaveLength(2));
    expect(bars()[1]).toBe(
      "GeForce RTX 4060 8 GB: needs 4 GiB, usable 7.6 GiB, memory 8 GiB. Fits.",
    );
  });

  it("says in words where a card's figure is the CPU engine's", async () => {
    const { addCard } = open();
    expect(screen.queryByText(/held against the card's memory/)).toBeNull();
    await addCard("T4");
    await screen.findByText(/held against the card's memory.*the cuda backend sees no device/);
    expect(screen.getByText(/· CPU engine's plan/)).toBeTruthy();
  });

  it("plans anew as a value changes, and lists the parts", async () => {
    const { user } = open();
    const box = await screen.findByRole("textbox", { name: "Micro-batch" });
    await user.clear(box);
    await user.type(box, "16");
    await waitFor(() => expect(bars()[0]).toContain("needs 16 GiB"));
    expect(bars()[0]).toContain("Exceeds.");
    const table = screen.getByRole("table");
    expect(within(table).getByText("Activations")).toBeTruthy();
    expect(within(table).getByText("12 GiB")).toBeTruthy();
    expect(within(table).getByText("75.0 %")).toBeTruthy();
  });

  it("never shows the answer to an older question last", async () => {
    const waiting: (() => void)[] = [];
    const asked: number[] = [];
    const { user } = open({
      "planner.plan": ((input: { config: RunConfig }) => {
        asked.push(input.config.microBatch);
        return new Promise((resolve) => waiting.push(() => resolve(planAnswer(input))));
      }) as never,
    });
    const box = await screen.findByRole("textbox", { name: "Micro-batch" });
    for (const value of ["5", "6", "7"]) {
      await user.clear(box);
      await user.type(box, value);
    }
    expect(asked).toEqual([4]);
    waiting[0]?.();
    await waitFor(() => expect(asked).toEqual([4, 7]));
    waiting[1]?.();
    await waitFor(() => expect(bars()[0]).toContain("needs 7 GiB"));
  });

  it("puts in the largest value that fits, and says what ended the search", async () => {
    const { user, asked } = open({
      "planner.solve": ((input: { config: RunConfig }) => ({
        field: "microBatch",
        value: 11,
        limitedBy: "memory",
        plans: 8,
        outcome: planAnswer({ config: { ...input.config, microBatch: 11 } }),
      })) as never,
    });
    await user.click(await screen.findByRole("button", { name: /Largest that fits: Micro-batch/ }));
    await screen.findByText("11 is the largest that fits on This computer, CPU.");
    await waitFor(() => expect(bars()[0]).toContain("needs 11 GiB"));
    expect(asked.find(({ entry }) => entry === "planner.solve")?.input).toMatchObject({
      field: "microBatch",
      margin: true,
      device: { backend: "cpu", device: 0 },
    });
  });

  it("carries its settings to a new run", async () => {
    const { user, history } = open();
    await user.click(await screen.findByRole("button", { name: "Start a run with this" }));
    const link = new URL(history.at(-1) ?? "", "app://workbench");
    expect(link.pathname).toBe("/runs/new");
    expect(link.searchParams.get("model")).toBe(model.id);
    expect(JSON.parse(link.searchParams.get("config") ?? "{}")).toMatchObject({ microBatch: 4 });
  });

  it("names the next step where there is no base model", async () => {
    const { user, history } = open({ "models.list": () => [] });
    await user.click(await screen.findByRole("button", { name: "Go to Models" }));
    expect(history.at(-1)).toBe("/models");
  });
});
