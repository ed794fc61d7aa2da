/** The page's own API, for the parts of a test that are not about a page: typed, errors thrown. */
import type { z } from "zod";
import type { contract } from "../../../electron/shared/contract/index.ts";
import type { Result } from "../../../electron/shared/result.ts";
import { unwrap } from "../../../electron/shared/result.ts";
import type { RunningWindow } from "./launch.ts";

type Contract = typeof contract;
type Entry<D extends keyof Contract, K> = K extends keyof Contract[D]["entries"]
  ? Contract[D]["entries"][K]
  : never;
type Input<E> = E extends { input: infer I extends z.ZodType } ? z.input<I> : never;
type Output<E> = E extends { output: infer O extends z.ZodType } ? z.output<O> : never;

/** Calls an entry as the page would; a refusal is thrown as the AppError it is. */
export async function call<D extends keyof Contract, K extends keyof Contract[D]["entries"]>(
  window: RunningWindow,
  domain: D,
  entry: K,
  input: Input<Entry<D, K>>,
): Promise<Output<Entry<D, K>>> {
  const arguments_ = JSON.stringify([domain, entry, input]);
  const source = `(async ([domain, entry, input]) =>
    window.workbench[domain][entry](input))(${arguments_})`;
  return unwrap((await window.page.evaluate(source)) as Result<Output<Entry<D, K>>>);
}

/** Opens a new home whose key lies beside it: what a test machine without a keyring can have. */
export async function openHome(window: RunningWindow): Promise<void> {
  await call(window, "session", "create", { protection: "none" });
  await window.page.reload();
}

/** A handle for a file, as when a person drops it on the page. */
export async function handleOf(window: RunningWindow, path: string): Promise<string> {
  await window.page.evaluate(`(() => {
    const input = Object.assign(document.createElement("input"), { type: "file", id: "given" });
    input.style.position = "fixed";
    document.body.append(input);
  })()`);
  await window.page.locator("#given").setInputFiles(path);
  const result = await window.page.evaluate(`(async () => {
    const input = document.getElementById("given");
    const result = await window.workbench.dropped(input.files[0]);
    input.remove();
    return result;
  })()`);
  return unwrap(result as Result<{ handle: string }>).handle;
}
