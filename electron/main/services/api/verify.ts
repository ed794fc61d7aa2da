import type { CallOptions } from "./call.ts";

export interface VerifyFinding {
  subject: "store" | "audit" | "dataset" | "model" | "checkpoint";
  name: string;
  ok: boolean;
  problem: string; // empty when ok
}

export interface VerifyOutcome {
  ok: boolean;
  findings: VerifyFinding[];
}

export interface VerifyService {
  /** Reads everything again: store pages, audit chain, checkpoint manifests, base weights. */
  verify(options?: CallOptions): Promise<VerifyOutcome>;
}
