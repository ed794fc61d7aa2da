import type { DeviceInfo } from "../../../shared/domain/model-info.ts";

export interface DeviceReport {
  engineVersion: string;
  devices: DeviceInfo[];
}

export interface DeviceService {
  list(): Promise<DeviceReport>;
  /** Best float32 matmul FLOP/s of an n x n x n product, all threads. */
  matmulCeiling(n: number): Promise<number>;
}
