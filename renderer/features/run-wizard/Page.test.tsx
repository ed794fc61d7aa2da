// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { PRESETS } from "../../../electron/shared/domain/presets/index.ts";
import type { FrozenRun, Run } from "../../../electron/shared/domain/run.ts";
import {
  cleanReport,
  dataset,
  model,
  plannerAnswers,
  split,
} from "../../testing/planner-answers.ts";
import { type Answers, fakeBridge, renderPage } from "../../testing/render-page.tsx";
import { keepDraft } from "./kept-draft.ts";
import Page from "./Page.tsx";

afterEach(() => {
  cleanup();
  keepDraft(null);
});

const started = ({ config }: { config: FrozenRun["config"] }): Run => ({
  id: "run-k3x9a2bq",
  name: "qdora-orders-1",
  status: "queued",
  frozen: {
    config,
    task: {
      completion: "label",
      template: "{text}",
      labels: [],
      chat: false,
      truncate: false,
      cut: "head",
    },
    modelHash: model.hash,
    datasetHash: dataset.hash,
    splitSha256: split.sha256,
  },
  configSha256: "c".repeat(64),
  modelId: model.id,
  splitId: split.id,
  phase: null,
  error: null,
  device: null,
  createdAt: 1,
  startedAt: null,
  endedAt: null,
  archivedAt: null,
});

function open(answers: Answers = {}, path = "/runs/new") {
  const bridge = fakeBridge({ ...plannerAnswers, "runs.start": started, ...answers });
  const page = renderPage(Page, path);
  const user = userEvent.setup();
  const startButton = () => screen.getByRole("button", { name: "Start run" });
  const toMethod = async () => {
    await user.click(await screen.findByRole("tab", { name: /Method/ }));
    await screen.findByRole("radiogroup", { name: "Preset" });
  };
  const retype = async (field: string, value: string) => {
    const box = screen.getByRole("textbox", { name: field });
    await user.clear(box);
    await user.type(box, value);
  };
  return { ...bridge, ...page, user, startButton, toMethod, retype };
}

describe("a new run", () => {
  it("starts with the recommended preset where there is nothing to choose", async () => {
    const { asked, history, user, startButton } = open();
    await waitFor(() => expect(startButton()).toHaveProperty("disabled", false));
    await screen.findByText("Fits");
    await user.click(startButton());
    await waitFor(() => expect(history.at(-1)).toBe("/runs/run-k3x9a2bq"));
    expect(asked.find(({ entry }) => entry === "runs.start")?.input).toEqual({
      dataset: dataset.hash,
      model: model.id,
      split: split.id,
      device: { backend: "cpu", device: 0 },
      config: PRESETS.recommended({
        parameters: model.info.parameters,
        modelContext: 1024,
        rows: 1800,
        longestExample: 90,
        backend: "cpu",
      }),
    });
  });

  it("is refused with the reason when it does not fit, and mended by one click", async () => {
    const { user, startButton, toMethod, retype } = open();
    await toMethod();
    await retype("Micro-batch", "16");
    const alert = await screen.findByRole("alert");
    await within(alert).findByText(/would not fit: it needs 16 GiB.*has 12 GiB/);
    expect(startButton()).toHaveProperty("disabled", true);
    await user.click(await within(alert).findByRole("button", { name: /Micro-batch 16 → 8/ }));
    await waitFor(() => expect(startButton()).toHaveProperty("disabled", false));
    expect(screen.getByRole("textbox", { name: "Micro-batch" })).toHaveProperty("value", "8");
  });

  it("says in words which value a field takes, and does not start with another", async () => {
    const { asked, startButton, toMethod, retype } = open();
    await toMethod();
    await retype("Rank", "0");
    await screen.findByText("Enter a whole number from 1 to 1,024.");
    expect(startButton()).toHaveProperty("disabled", true);
    expect(screen.getByText("1 field needs another value.")).toBeTruthy();
    await retype("Rank", "8");
    await waitFor(() => expect(startButton()).toHaveProperty("disabled", false));
    const planned = asked.filter(({ entry }) => entry === "planner.plan");
    expect(planned.at(-1)?.input).toMatchObject({ config: { rank: 8 } });
  });

  it("fills in what a preset says, and knows own values from it", async () => {
    const { user, toMethod, retype } = open();
    await toMethod();
    await user.click(screen.getByRole("radio", { name: /Sample's/ }));
    const rank = screen.getByRole("textbox", { name: "Rank" });
    await waitFor(() => expect(rank).toHaveProperty("value", "32"));
    await retype("Rank", "64");
    const chosen = screen
      .getAllByRole("radio")
      .filter((radio) => (radio as HTMLInputElement).checked);
    expect(chosen).toEqual([]);
  });

  it("takes over the settings of a link", async () => {
    const config = PRESETS.sample({
      parameters: 1,
      modelContext: 1024,
      rows: 1,
      longestExample: 0,
      backend: "cpu",
    });
    const query = new URLSearchParams({ config: JSON.stringify({ ...config, rank: 7 }) });
    const { toMethod } = open({}, `/runs/new?${query}`);
    await toMethod();
    expect(screen.getByRole("textbox", { name: "Rank" })).toHaveProperty("value", "7");
  });

  it("is there again when the person comes back, and gone once it is started", async () => {
    const first = open();
    await first.toMethod();
    await first.retype("Rank", "5");
    cleanup();
    const second = open();
    expect(await screen.findByRole("textbox", { name: "Rank" })).toHaveProperty("value", "5");
    await waitFor(() => expect(second.startButton()).toHaveProperty("disabled", false));
    await second.user.click(second.startButton());
    await waitFor(() => expect(second.history.at(-1)).toBe("/runs/run-k3x9a2bq"));
    cleanup();
    const third = open();
    await third.toMethod();
    expect(screen.getByRole("textbox", { name: "Rank" })).toHaveProperty("value", "16");
  });

  it("shows the leak of a split, and starts only when the person says that they know", async () => {
    const leaking = {
      ...cleanReport,
      near: { ...cleanReport.near, rows: 14, leaked: 7 },
      findings: [{ id: "near-leak", severity: "red", rows: 7 }],
    };
    const { asked, history, user, startButton } = open({ "quality.report": () => leaking });
    await screen.findByText("The split leaks: say that you know it, or choose another split.");
    expect(startButton()).toHaveProperty("disabled", true);
    expect(screen.getAllByText("Leak: training sees 7 held-out rows").length).toBeGreaterThan(0);
    await user.click(screen.getByRole("checkbox", { name: /^Start anyway/ }));
    await waitFor(() => expect(startButton()).toHaveProperty("disabled", false));
    await user.click(startButton());
    await waitFor(() => expect(history.at(-1)).toBe("/runs/run-k3x9a2bq"));
    expect(asked.find(({ entry }) => entry === "runs.start")?.input).toMatchObject({
      acknowledgeLeak: true,
    });
  });

  it("checks the data by itself where nobody did", async () => {
    const reports: unknown[] = [];
    const { asked, startButton } = open({
      "quality.report": () => reports[0] ?? null,
      "quality.check": () => {
        reports.push(cleanReport);
        return cleanReport;
      },
    });
    await waitFor(() => expect(startButton()).toHaveProperty("disabled", false));
    expect(
      asked.filter(({ entry }) => entry === "quality.check").map(({ input }) => input),
    ).toEqual([{ dataset: dataset.hash, split: split.id }]);
  });

  it("names the next step where there is no dataset", async () => {
    const { user, history } = open({ "datasets.list": () => [] });
    await user.click(await screen.findByRole("button", { name: "Go to Datasets" }));
    expect(history.at(-1)).toBe("/datasets");
  });

  it("makes a split where the dataset has none", async () => {
    const made: unknown[] = [];
    const summary = plannerAnswers["datasets.inspect"]();
    const { user, startButton } = open({
      "datasets.inspect": () => ({ ...summary, splits: made.length === 0 ? [] : [split] }),
      "datasets.split": (input: never) => {
        made.push(input);
        return split;
      },
    });
    await user.click(await screen.findByRole("button", { name: "Make the standard split" }));
    await waitFor(() => expect(startButton()).toHaveProperty("disabled", false));
    expect(made).toMatchObject([{ dataset: dataset.hash, config: { grouped: false, train: 0.8 } }]);
  });
});
