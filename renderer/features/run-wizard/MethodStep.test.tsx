// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import {
  completeRunConfig,
  type RunConfig,
  RunConfigSchema,
} from "../../../electron/shared/domain/run-config.ts";
import { text } from "../../components/run-config/text.ts";
import { renderPage } from "../../testing/render-page.tsx";
import { MethodStep } from "./MethodStep.tsx";

afterEach(cleanup);

const names = Object.keys(RunConfigSchema.shape) as (keyof RunConfig)[];

it("has every field of a run's configuration, each once", () => {
  renderPage(
    () => (
      <MethodStep
        config={completeRunConfig({ method: "qdora" })}
        // A group with a faulty field stands open.
        faulty={new Set(names)}
        facts={null}
        preset={null}
        truncate={false}
        onPreset={() => {}}
        onField={() => {}}
      />
    ),
    "/",
  );
  const shown = names.map((name) => [name, screen.queryAllByLabelText(text.en[name]).length]);
  expect(shown).toEqual(names.map((name) => [name, 1]));
});
