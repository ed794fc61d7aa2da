import { useCallback, useRef, useState } from "react";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import type { SolveField } from "../../../electron/shared/domain/solve.ts";
import type { AppError } from "../../../electron/shared/errors.ts";
import type { Contract, OutputOf } from "../../api/bridge.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes, formatCount } from "../../components/format.ts";
import { type PlanningTarget, targetName, whereOf } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import type { SliderName } from "./controls.tsx";
import type { Draft } from "./draft.ts";
import { text } from "./text.ts";

type Solved = OutputOf<Contract["planner"]["entries"]["solve"]>;

export interface Solve {
  readonly pending: SolveField | null;
  readonly error: AppError | null;
  search(field: SliderName): void;
  /** What was found, while the settings are those it was found for; null otherwise. */
  note(field: SolveField): string | null;
}

const ENDS = { memory: "solvedMemory", model: "solvedModel", range: "solvedRange" } as const;

/** Searches the largest value of a field that fits on a device, and puts it in. */
export function useSolve(
  draft: Draft,
  target: PlanningTarget | undefined,
  margin: boolean,
  onFields: (fields: Partial<RunConfig>) => void,
): Solve {
  const t = useText(text);
  const p = useText(planning);
  const [found, setFound] = useState<{ solved: Solved; key: string } | null>(null);
  const command = useApiCommand(api.planner.solve);
  const key = keyOf(draft, target);
  const latest = useRef({ draft, target, margin });
  latest.current = { draft, target, margin };
  const { mutate } = command;
  const search = useCallback(
    (field: SliderName) => {
      const now = latest.current;
      if (now.target === undefined || field === "gradientAccumulation") return;
      const { model, dataset, config } = now.draft;
      const rows = dataset === null ? {} : { dataset };
      mutate(
        { model, config, field, margin: now.margin, ...rows, ...whereOf(now.target) },
        {
          onSuccess: (solved) => {
            const value = solved.value ?? config[field];
            const solvedDraft = { ...now.draft, config: { ...config, [field]: value } };
            setFound({ solved, key: keyOf(solvedDraft, now.target) });
            if (solved.value !== null) onFields({ [field]: solved.value });
          },
        },
      );
    },
    [mutate, onFields],
  );
  return {
    pending: command.isPending ? (command.variables?.field ?? null) : null,
    error: command.error,
    search,
    note: (field) => {
      if (found === null || found.key !== key || target === undefined) return null;
      const { solved } = found;
      if (solved.field !== field) return null;
      const name = targetName(target, p("cpu"));
      if (solved.value !== null) {
        return t(ENDS[solved.limitedBy], { name, value: formatCount(solved.value) });
      }
      return t("solvedNone", {
        name,
        value: formatCount(solved.outcome.config[field]),
        needed: formatBytes(solved.outcome.plan.totalBytes),
        usable: formatBytes(solved.outcome.availableBytes),
      });
    },
  };
}

/** An answer holds for these settings on this device, and for no others. */
function keyOf({ model, dataset, config }: Draft, target: PlanningTarget | undefined): string {
  return JSON.stringify([model, dataset, config, target?.id]);
}
