import { useState } from "react";
import type { SolveField } from "../../../electron/shared/domain/solve.ts";
import type { AppError } from "../../../electron/shared/errors.ts";
import type { Contract, OutputOf } from "../../api/bridge.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes, formatCount } from "../../components/format.ts";
import { type PlanningTarget, targetName, whereOf } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import type { Draft } from "./draft.ts";
import { text } from "./text.ts";

type Solved = OutputOf<Contract["planner"]["entries"]["solve"]>;

export interface Solve {
  readonly pending: SolveField | null;
  readonly error: AppError | null;
  search(field: SolveField): void;
  /** What was found, while the settings are those it was found for; null otherwise. */
  note(field: SolveField): string | null;
}

const ENDS = { memory: "solvedMemory", model: "solvedModel", range: "solvedRange" } as const;

/** Searches the largest value of a field that fits on a device, and puts it in. */
export function useSolve(
  draft: Draft,
  target: PlanningTarget | undefined,
  margin: boolean,
  onFound: (field: SolveField, value: number) => void,
): Solve {
  const t = useText(text);
  const p = useText(planning);
  const [found, setFound] = useState<{ solved: Solved; key: string } | null>(null);
  const { model, dataset, config } = draft;
  const command = useApiCommand(api.planner.solve);
  const key = JSON.stringify([model, dataset, config, target?.id]);
  return {
    pending: command.isPending ? (command.variables?.field ?? null) : null,
    error: command.error,
    search: (field) => {
      if (target === undefined) return;
      const where = whereOf(target);
      const rows = dataset === null ? {} : { dataset };
      command.mutate(
        { model, config, field, margin, ...rows, ...where },
        {
          onSuccess: (solved) => {
            const next = { ...config, [field]: solved.value ?? config[field] };
            setFound({ solved, key: JSON.stringify([model, dataset, next, target.id]) });
            if (solved.value !== null) onFound(field, solved.value);
          },
        },
      );
    },
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
