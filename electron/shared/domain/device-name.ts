// A device by name, as a person types it and every list shows it: "cpu", "cuda:1".

export interface DeviceName {
  backend: "cpu" | "cuda";
  device: number;
}

export const DEVICE_NAME = /^(cpu|cuda)(?::(\d{1,4}))?$/;
export const DEVICE_NAME_EXPECTED = "expected cpu, cuda, or cuda:1 and the like";

/** Without a number the first one. */
export function parseDeviceName(text: string): DeviceName | undefined {
  const match = DEVICE_NAME.exec(text);
  if (match === null) return undefined;
  return { backend: match[1] === "cuda" ? "cuda" : "cpu", device: Number(match[2] ?? 0) };
}

/** There is one CPU: it has no number. */
export function writeDeviceName({ backend, device }: { backend: string; device: number }): string {
  return backend === "cpu" ? "cpu" : `${backend}:${device}`;
}
