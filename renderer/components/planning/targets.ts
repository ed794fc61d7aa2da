import { CARDS, type Card, cardOf } from "../../../electron/shared/domain/cards.ts";
import { writeDeviceName } from "../../../electron/shared/domain/device-name.ts";
import type { DeviceInfo } from "../../../electron/shared/domain/model-info.ts";

/** Where a run is planned for: a device of this machine, or a card that need not be in it. */
export type PlanningTarget =
  | { readonly kind: "device"; readonly id: string; readonly info: DeviceInfo }
  | { readonly kind: "card"; readonly id: string; readonly card: Card };

const BACKENDS = ["cpu", "cuda"] as const;
type Backend = (typeof BACKENDS)[number];

export function deviceTargets(devices: readonly DeviceInfo[]): PlanningTarget[] {
  return devices
    .filter((info) => info.usable)
    .map((info) => ({ kind: "device", id: writeDeviceName(info), info }));
}

export function cardTargets(): PlanningTarget[] {
  return CARDS.map((known) => ({ kind: "card", id: `card:${known.id}`, card: cardOf(known) }));
}

/** A graphics card of this machine before its CPU. */
export function bestDevice(targets: readonly PlanningTarget[]): PlanningTarget | undefined {
  return targets.find((target) => target.id.startsWith("cuda")) ?? targets[0];
}

export function targetName(target: PlanningTarget, cpu: string): string {
  if (target.kind === "card") return target.card.name;
  return target.info.backend === "cpu" ? cpu : target.info.name;
}

/** The part of a plan request that says where. */
export function whereOf(target: PlanningTarget): {
  device?: { backend: Backend; device: number };
  card?: Card;
} {
  if (target.kind === "card") return { card: target.card };
  const backend = BACKENDS.find((name) => name === target.info.backend) ?? "cpu";
  return { device: { backend, device: target.info.device } };
}
