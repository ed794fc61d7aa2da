import type { DeviceService } from "./api/device.ts";
import { deviceOf, type EngineContext } from "./engine-context.ts";

export function createDeviceService(context: EngineContext): DeviceService {
  const { trainer } = context;
  return {
    async list() {
      const engineVersion = await trainer.engineVersion();
      return { engineVersion, devices: await trainer.request("devices", {}) };
    },
    matmulCeiling: (n) => trainer.request("matmulCeiling", { device: deviceOf(context), n }),
  };
}
