import { CARDS, type Card, cardOf, knownCard } from "../../../electron/shared/domain/cards.ts";
import type { DeviceInfo } from "../../../electron/shared/domain/model-info.ts";

/** Where a run is planned for: a device of this machine, or a card that need not be in it. */
export type PlanningTarget =
  | { readonly kind: "device"; readonly id: string; readonly info: DeviceInfo }
  | { readonly kind: "card"; readonly id: string; readonly card: Card };

const BACKENDS = ["cpu", "cuda"] as const;
type Backend = (typeof BACKENDS)[number];

/** "cuda:1", as the command line names a device too. */
export function deviceId(info: DeviceInfo): string {
  return info.backend === "cpu" ? "cpu" : `${info.backend}:${info.device}`;
}

export function deviceTargets(devices: readonly DeviceInfo[]): PlanningTarget[] {
  return devices
    .filter((info) => info.usable)
    .map((info) => ({ kind: "device", id: deviceId(info), info }));
}

export function cardTargets(): PlanningTarget[] {
  return CARDS.map((known) => ({ kind: "card", id: `card:${known.id}`, card: cardOf(known) }));
}

export function cardTarget(id: string): PlanningTarget | undefined {
  const known = knownCard(id);
  return known && { kind: "card", id: `card:${known.id}`, card: cardOf(known) };
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
