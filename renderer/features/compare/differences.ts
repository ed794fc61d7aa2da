import type { ConfigRow } from "../../components/run-config/config-rows.ts";

export interface Difference {
  readonly key: string;
  readonly label: string;
  /** One a run, in the order given. */
  readonly values: readonly string[];
}

/** The rows in which the runs are not all the same. All have the same rows. */
export function differences(configs: readonly (readonly ConfigRow[])[]): Difference[] {
  const [first = []] = configs;
  return first.flatMap(({ key, label }, i) => {
    const values = configs.map((rows) => rows[i]?.value ?? "");
    return new Set(values).size > 1 ? [{ key, label, values }] : [];
  });
}
