import { useEffect, useRef, useState } from "react";
import type { AppError } from "../../../electron/shared/errors.ts";
import type { Contract, InputOf, OutputOf } from "../../api/bridge.ts";
import { api } from "../../api/client.ts";
import { LatestWins } from "./latest-wins.ts";

type PlanEntry = Contract["planner"]["entries"]["plan"];
export type PlanInput = InputOf<PlanEntry>;
export type PlanAnswer = OutputOf<PlanEntry>;

export interface LivePlan {
  /** The newest answer; it stays in sight while a newer one is computed. */
  readonly outcome: PlanAnswer | null;
  /** True when `outcome` answers the request as it stands now. */
  readonly current: boolean;
  readonly error: AppError | null;
}

interface Told {
  readonly key: string;
  readonly outcome: PlanAnswer | null;
  readonly error: AppError | null;
}

/** The engine's plan for a request that changes all the time; null plans nothing. */
export function usePlan(request: PlanInput | null): LivePlan {
  const key = request === null ? "" : JSON.stringify(request);
  const [told, setTold] = useState<Told>({ key: "", outcome: null, error: null });
  const line = useRef<LatestWins<PlanInput, PlanAnswer> | null>(null);
  useEffect(() => {
    const current = new LatestWins<PlanInput, PlanAnswer>(
      (question) => api.planner.plan(question),
      (question, outcome) => setTold({ key: JSON.stringify(question), outcome, error: null }),
      (question, error) =>
        setTold({ key: JSON.stringify(question), outcome: null, error: error as AppError }),
    );
    line.current = current;
    return () => current.close();
  }, []);
  useEffect(() => {
    if (key !== "") line.current?.ask(JSON.parse(key) as PlanInput);
  }, [key]);
  if (key === "") return { outcome: null, current: false, error: null };
  return { outcome: told.outcome, current: told.key === key, error: told.error };
}
