import { describe, expect, it } from "vitest";
import { RunConfigSchema } from "../../../electron/shared/domain/run-config.ts";
import { boundsOf, type ConfigFieldName, FIELDS } from "./fields.ts";
import { text } from "./text.ts";

const names = Object.keys(RunConfigSchema.shape) as ConfigFieldName[];

describe("fields of a run's configuration", () => {
  it("are all offered, each with a name and a reason", () => {
    expect(Object.keys(FIELDS).sort()).toEqual([...names].sort());
    const words: Readonly<Record<string, string>> = text.en;
    for (const name of names) {
      expect(words[name], name).toBeTruthy();
      expect(words[`${name}Why`], name).toBeTruthy();
      const kind = FIELDS[name];
      if (kind.type === "choice") {
        for (const choice of kind.choices) expect(words[`${name}-${choice}`], choice).toBeTruthy();
      }
      if (kind.type === "number" && kind.unit !== null) {
        expect(words[`unit_${kind.unit}`], kind.unit).toBeTruthy();
      }
    }
  });

  it("have the bounds of the schema", () => {
    expect(boundsOf("rank")).toEqual({ whole: true, least: 1, most: 1024, inclusive: true });
    expect(boundsOf("learningRate")).toEqual({ whole: false, least: 0, most: 1, inclusive: false });
    expect(boundsOf("dropout")).toMatchObject({ whole: false, least: 0, most: 0.95 });
    for (const name of names) {
      if (FIELDS[name].type !== "number") continue;
      const { least, most, inclusive } = boundsOf(name);
      const accepts = (value: number) => RunConfigSchema.shape[name].safeParse(value).success;
      expect([accepts(most), accepts(least), accepts(most * 2 + 1), accepts(least - 1)]).toEqual([
        true,
        inclusive,
        false,
        false,
      ]);
    }
  });
});
