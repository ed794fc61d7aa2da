// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../../../electron/shared/errors.ts";
import { renderPage } from "../../../testing/render-page.tsx";
import type { useSample } from "../use-sample.ts";
import { SampleCard } from "./SampleCard.tsx";

afterEach(cleanup);

type Sample = ReturnType<typeof useSample>;

function show(more: Partial<Record<keyof Sample, unknown>> = {}) {
  const start = vi.fn();
  const stop = vi.fn();
  const sample = {
    latest: { data: null, isPending: false, isError: false },
    running: false,
    progress: null,
    error: null,
    stageStartedAt: undefined,
    start,
    stop,
    ...more,
  } as unknown as Sample;
  const { history } = renderPage(() => <SampleCard sample={sample} />, "/");
  return { start, stop, history, user: userEvent.setup() };
}

const progress = (stage: string, phase: string, done: number, total: number) => ({
  taskId: "1",
  stage,
  phase,
  done,
  total,
  startedAt: 0,
});

describe("the sample on the home page", () => {
  it("starts with one button", async () => {
    const { start, user } = show();
    await user.click(screen.getByRole("button", { name: "Run the sample" }));
    expect(start).toHaveBeenCalledOnce();
  });

  it("shows the stage, the phase and the figures, and stops once", async () => {
    const { stop, user } = show({
      running: true,
      progress: progress("training", "training", 40, 300),
    });
    expect(screen.getByText("Fine-tune it").closest("li")?.getAttribute("aria-current")).toBe(
      "step",
    );
    screen.getByText("Training, step by step");
    screen.getByText(/40 \/ 300/);
    await user.click(screen.getByRole("button", { name: "Stop" }));
    expect(stop).toHaveBeenCalledOnce();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Stopping/ }).disabled).toBe(true);
  });

  it("tells the engine's own evaluation from the scoring of the base", () => {
    show({ running: true, progress: progress("base", "evaluating", 64, 600) });
    expect(screen.getByText("Score the base model").closest("li")?.textContent).toContain(
      "Scoring orders",
    );
  });

  it("calls a stop no failure, and leads to the run", async () => {
    const error = new AppError("CANCELLED", "The run was stopped and saved at step 365.", {
      hint: "Resume run run-aaaaaaaa from its page or with the resume option.",
      details: { run: "run-aaaaaaaa", step: 365 },
    });
    const { history, user } = show({ error });
    screen.getByText(/saved at step 365/);
    expect(screen.queryByText(/resume option/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "See the run" }));
    expect(history.at(-1)).toBe("/runs/run-aaaaaaaa");
  });

  it("says what failed, and offers another start", () => {
    const error = new AppError("DISK_FULL", "Not enough disk space.", { hint: "Free 20 MB." });
    show({ error });
    screen.getByText("Free 20 MB.");
    screen.getByRole("button", { name: "Run the sample" });
  });
});
