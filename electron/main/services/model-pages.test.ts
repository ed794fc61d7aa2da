// The pages of models and token lengths over the real engine.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { addTinyTask, engineHome } from "../../../test/support/engine-home.ts";
import { makeTinyModel } from "../../../test/support/tiny-model.ts";
import { TokenLengthsSchema } from "../../shared/contract/datasets.ts";
import type { EngineContext } from "./engine-context.ts";
import { createModelService } from "./model-service.ts";
import { TokenLengthService } from "./token-length-service.ts";

describe("the look at a folder", () => {
  it("of a whole model finds no problem", async () => {
    const { folder, context } = engineHome();
    const models = createModelService(context);
    const check = await models.inspect(await makeTinyModel(join(folder, "tiny")));
    expect(check.problems).toEqual([]);
    expect(check.info).toMatchObject({ architecture: "LlamaForCausalLM", contextLength: 128 });
    expect(check.tokenizer).toMatchObject({ hasChatTemplate: false });
    expect(models.list()).toEqual([]);
  });

  it("says what is wrong and what to do, for what people get wrong", async () => {
    const { folder, context } = engineHome();
    const models = createModelService(context);
    const whole = await makeTinyModel(join(folder, "tiny"));
    const problemsOf = async (name: string, change: (at: string) => void) => {
      const at = join(folder, name);
      cpSync(whole, at, { recursive: true });
      change(at);
      const { problems, info } = await models.inspect(at);
      for (const { what, fix } of problems) {
        expect(what).not.toContain(folder);
        expect(what).not.toBe("");
        expect(fix).not.toBe("");
      }
      return { fields: problems.map((p) => p.field), info };
    };
    const without = (file: string) => (at: string) => rmSync(join(at, file));
    const noTokenizer = await problemsOf("a", without("tokenizer.json"));
    // The facts of the weights are told all the same.
    expect(noTokenizer.info).not.toBeNull();
    expect(noTokenizer.fields).toEqual(["tokenizer.json"]);
    expect((await problemsOf("b", without("config.json"))).fields).toEqual(["config.json"]);
    expect((await problemsOf("c", without("model.safetensors"))).fields).toEqual([
      "model.safetensors",
    ]);
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n";
    const lfs = (at: string) => writeFileSync(join(at, "model.safetensors"), pointer);
    expect((await problemsOf("d", lfs)).fields).toHaveLength(1);
    const empty = join(folder, "cache");
    mkdirSync(join(empty, "snapshots"), { recursive: true });
    expect((await models.inspect(empty)).problems[0]?.fix).toMatch(/snapshots/);
    expect((await models.inspect(join(folder, "gone"))).problems).toHaveLength(1);
  });
});

describe("a registered model", () => {
  it("is checked where it lies, removed and restored", async () => {
    const { folder, context } = engineHome();
    const models = createModelService(context);
    const at = await makeTinyModel(join(folder, "tiny"));
    const model = await models.add(at, "tiny");
    expect((await models.check("tiny")).problems).toEqual([]);
    rmSync(join(at, "tokenizer.json"));
    expect((await models.check("tiny")).problems).toHaveLength(1);
    models.remove("tiny");
    expect(models.list()).toEqual([]);
    expect(models.removed().map((m) => m.id)).toEqual([model.id]);
    models.restore(model.id);
    expect(models.get("tiny").id).toBe(model.id);
  });

  it("that came with the program is known as such", async () => {
    const { context, home } = engineHome();
    const folder = join(home.paths.models, "bundled-0123456789ab");
    const installBase = () => ({ folder, version: "0123456789ab" });
    await makeTinyModel(folder);
    const models = createModelService(context, () => ({ name: "sample", installBase }));
    const base = await models.addBundled();
    expect(base.name).toBe("sample-base");
    expect(models.isBundled(base)).toBe(true);
    expect((await models.addBundled()).id).toBe(base.id);
    expect(models.isBundled(await models.add(await makeTinyModel(`${folder}-x`), "x"))).toBe(false);
  });
});

describe("token lengths", () => {
  let asked: string[] = [];
  beforeAll(() => {
    asked = [];
  });

  it("count prompt, answer and end mark, and say how many rows a context cuts", async () => {
    const engine = engineHome();
    await addTinyTask(engine, 50);
    const { context } = engine;
    const counting = {
      ...context,
      trainer: new Proxy(context.trainer, {
        get: (target, key) => {
          const value = Reflect.get(target, key) as unknown;
          if (key !== "request") return value;
          return (method: string, ...rest: unknown[]) => {
            asked.push(method);
            return (value as (...all: unknown[]) => unknown).call(target, method, ...rest);
          };
        },
      }),
    };
    const lengths = new TokenLengthService(counting);
    const query = { dataset: "orders", model: "tiny", contextLength: 128 };
    const all = TokenLengthsSchema.parse(await lengths.of(query));
    expect(all).toMatchObject({ rows: 50, left: 0, completion: "label", contextLength: 128 });
    expect(all.bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(50);
    const { minimum, maximum } = all.tokens;
    expect((await lengths.of({ ...query, contextLength: maximum })).over).toBe(0);
    const shortest = await lengths.of({ ...query, contextLength: minimum });
    expect(shortest.over).toBeGreaterThan(0);
    expect(shortest.over).toBeLessThan(50);
    expect((await lengths.of({ ...query, contextLength: minimum - 1 })).over).toBe(50);
    // Another context needs no counting.
    expect(asked.filter((method) => method === "countTokens")).toHaveLength(1);
  });

  it("that were cancelled are counted anew by the next who asks", async () => {
    const engine = engineHome();
    await addTinyTask(engine, 20);
    const lengths = new TokenLengthService(engine.context);
    const query = { dataset: "orders", model: "tiny", contextLength: 128 };
    const abort = AbortSignal.abort();
    await expect(lengths.of(query, { signal: abort })).rejects.toMatchObject({ code: "CANCELLED" });
    expect((await lengths.of(query)).rows).toBe(20);
  });
});

it("a cancelled registration registers nothing, at once, and costs no second reading", async () => {
  const { folder, context } = engineHome();
  const at = await makeTinyModel(join(folder, "tiny"));
  const abort = new AbortController();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked: string[] = [];
  const trainer: EngineContext["trainer"] = {
    call: (...all) => context.trainer.call(...all),
    engineVersion: () => context.trainer.engineVersion(),
    request: async (method, params, options) => {
      asked.push(method);
      if (method === "hashModel" && !abort.signal.aborted) {
        abort.abort();
        await held;
      }
      return await context.trainer.request(method, params, options);
    },
  };
  const models = createModelService({ ...context, trainer });
  const adding = models.add(at, "tiny", { signal: abort.signal });
  await expect(adding).rejects.toMatchObject({ code: "CANCELLED" });
  expect(models.list()).toEqual([]);
  release();
  await expect.poll(() => readdirSync(join(context.home.root, "models"))).not.toEqual([]);
  await models.add(at, "tiny");
  expect(asked.filter((method) => method === "hashModel")).toHaveLength(1);
});
