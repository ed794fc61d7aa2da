import { join } from "node:path";
import type { Model } from "../../shared/domain/model.ts";
import type { ParamsOf } from "../trainer-host/protocol/methods.ts";
import type { QuantizedCopy } from "./api/model.ts";
import type { EngineContext } from "./engine-context.ts";

/** Most that the copies of all bases may take together; the engine removes the longest unused. */
const BUDGET_BYTES = 64 * 2 ** 30;

type Choice = ParamsOf<"generate">["quantizedCache"];

function folder({ home }: Pick<EngineContext, "home">): string {
  return join(home.root, "cache", "quantized");
}

/** Where the engine keeps the quantized weights of a base, so that the next load is a short one. */
export function quantizedCache(
  context: Pick<EngineContext, "home">,
  model: Pick<Model, "hash">,
): Choice {
  return { directory: folder(context), baseHash: model.hash, budgetBytes: BUDGET_BYTES };
}

/** The copies on the disk, or, with "free", those that were there until now. */
export async function quantizedCopies(
  context: EngineContext,
  what: "list" | "free",
): Promise<QuantizedCopy[]> {
  const { store, trainer } = context;
  const method = what === "list" ? "quantizedCopies" : "freeQuantizedCopies";
  const found = await trainer.request(method, { directory: folder(context) });
  const models = [...store.models.list(), ...store.models.removed()];
  return found.map(({ baseHash, ...copy }) => ({
    ...copy,
    model: models.find((model) => model.hash === baseHash)?.name ?? null,
  }));
}
