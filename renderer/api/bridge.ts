/** The one global of the page, as the preload builds it from the contract. */
import type { z } from "zod";
import type { StreamFrame } from "../../electron/shared/contract/channels.ts";
import type { AnyEntry } from "../../electron/shared/contract/define.ts";
import type { ChosenFile } from "../../electron/shared/contract/files.ts";
import type { contract } from "../../electron/shared/contract/index.ts";
import type { Result } from "../../electron/shared/result.ts";

export type Contract = typeof contract;

export type InputOf<E extends AnyEntry> = z.input<E["input"]>;
export type OutputOf<E extends AnyEntry> = z.output<E["output"]>;

type BridgeCall<E extends AnyEntry> = E extends { verb: "stream" }
  ? (input: InputOf<E>, listener: (frame: StreamFrame) => void) => () => void
  : (input: InputOf<E>) => Promise<Result<OutputOf<E>>>;

export type Bridge = {
  readonly [D in keyof Contract]: {
    readonly [K in keyof Contract[D]["entries"]]: BridgeCall<Contract[D]["entries"][K] & AnyEntry>;
  };
} & { readonly dropped: (file: File) => Promise<Result<ChosenFile>> };

declare global {
  interface Window {
    readonly workbench: Bridge;
  }
}
