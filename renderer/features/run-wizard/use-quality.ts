import { useEffect, useState } from "react";
import { leakedRows } from "../../../electron/shared/domain/quality/gate-report.ts";
import { type GateState, useGate } from "../../components/quality/use-gate.ts";

export interface Quality {
  readonly gate: GateState;
  /** The person said that they know of the leak of this very split. */
  readonly acknowledged: boolean;
  /** A split that leaks needs the person's word. */
  readonly blocked: boolean;
  readonly waiting: boolean;
  acknowledge(on: boolean): void;
}

/** Checks the chosen dataset and split as soon as both are there. */
export function useQuality(dataset: string | undefined, split: string): Quality {
  const gate = useGate(split === "" ? undefined : dataset, split === "" ? null : split);
  const [known, setKnown] = useState("");
  const key = `${dataset} ${split}`;
  const { report, checking, error, check } = gate;
  const missing = gate.known && report === null && !checking && error === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one check for each choice
  useEffect(() => {
    if (missing) check();
  }, [missing, key]);
  const acknowledged = known === key;
  return {
    gate,
    acknowledged,
    blocked: report !== null && leakedRows(report) > 0 && !acknowledged,
    waiting: checking || missing,
    acknowledge: (on) => setKnown(on ? key : ""),
  };
}
