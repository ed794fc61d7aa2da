import type { DeviceInfo } from "../../electron/shared/domain/model-info.ts";

/** Why a device cannot be used, without the command line's flags that the engine's hint may name. */
export function deviceProblem({ name, reason }: Pick<DeviceInfo, "name" | "reason">): string {
  const plain = reason.replace(/\s*\([^()]*--[^()]*\)\s*$/, "");
  return name === "" ? plain : `${name}, ${plain}`;
}
