import type { CallOptions, CheckpointChoice, DeviceChoice, Loose } from "./call.ts";

export interface LabelRequest {
  run: string;
  input: string; // .csv or .jsonl
  output: string; // .csv, written whole or not at all
  textColumn?: string | undefined; // left out: found by the header's name as import does
  checkpoint?: CheckpointChoice | undefined;
  overwrite?: boolean | undefined; // an existing output is a CONFLICT otherwise
  device?: Loose<DeviceChoice> | undefined;
}

export interface LabelOutcome {
  rows: number; // written, rejected ones included
  rejected: number; // rows without text: written with an empty label and the reason in "problem"
  truncated: number; // rows whose text was cut to fit the context
  seconds: number;
  labelsPerSecond: number;
  modelHash: string;
  adapterHash: string;
  notice: string;
}

export interface LabelService {
  /** Every row of the input with the columns label, probability, top3 and problem added. */
  label(request: LabelRequest, options?: CallOptions): Promise<LabelOutcome>;
}
