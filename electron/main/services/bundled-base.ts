import type { Model } from "../../shared/domain/model.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallOptions } from "./api/call.ts";
import type { ModelService } from "./api/model.ts";
import type { SampleResources } from "./sample-ports.ts";

/**
 * Registers the base that came with the program; the one that is there is returned. After an update
 * of the program its base stands beside the one that earlier runs started from.
 */
export async function addBundledBase(
  models: Pick<ModelService, "add">,
  sample: Pick<SampleResources, "name" | "installBase">,
  calls: CallOptions,
): Promise<Model> {
  const { folder, version } = sample.installBase();
  const name = `${sample.name}-base`;
  try {
    return await models.add(folder, name, calls);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
    return models.add(folder, `${name}-${version.slice(0, 6)}`, calls);
  }
}
