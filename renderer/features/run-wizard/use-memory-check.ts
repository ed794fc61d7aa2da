import { RunConfigSchema } from "../../../electron/shared/domain/run-config.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { whereOf } from "../../components/planning/targets.ts";
import { type PlanAnswer, type PlanInput, usePlan } from "../../components/planning/use-plan.ts";
import { taskOf } from "./form.ts";
import type { Wizard } from "./use-wizard.ts";

export interface MemoryCheck {
  readonly outcome: PlanAnswer | null;
  /** False while a newer plan is made. */
  readonly current: boolean;
  readonly error: Error | null;
  /** Null until they are planned. */
  readonly fixes: PlanAnswer["fixes"] | null;
}

function requestOf({ values, dataset, model, device }: Wizard): PlanInput | null {
  const config = RunConfigSchema.safeParse(values.config);
  if (dataset === undefined || model === undefined || device === undefined) return null;
  if (!config.success) return null;
  const task = taskOf(values);
  return {
    dataset: dataset.hash,
    model: model.id,
    config: config.data,
    fixes: false,
    ...(task === undefined ? {} : { task }),
    ...whereOf(device),
  };
}

/** The engine's plan of the run as it stands, and what would make it fit where it does not. */
export function useMemoryCheck(wizard: Wizard): MemoryCheck {
  const request = requestOf(wizard);
  const { outcome, current, error } = usePlan(request);
  const exceeds = current && outcome?.verdict === "exceeds";
  const fixed = useApiQuery(
    api.planner.plan,
    { ...(request as PlanInput), fixes: true },
    { enabled: exceeds && request !== null },
  );
  return { outcome, current, error, fixes: exceeds ? (fixed.data?.fixes ?? null) : null };
}
