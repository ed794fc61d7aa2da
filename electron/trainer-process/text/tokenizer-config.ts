import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { readJsonFile } from "../json-file.ts";

const MAX_CONFIG_BYTES = 16 << 20; // added_tokens_decoder of large vocabularies is long
const MAX_TEMPLATE_CHARS = 200_000;

const Token = z
  .union([z.string(), z.looseObject({ content: z.string() }).transform((t) => t.content)])
  .nullish();
const Template = z.string().max(MAX_TEMPLATE_CHARS);

const Shape = z.looseObject({
  add_bos_token: z.boolean().nullish(),
  bos_token: Token,
  eos_token: Token,
  unk_token: Token,
  pad_token: Token,
  chat_template: z
    .union([Template, z.array(z.looseObject({ name: z.string(), template: Template }))])
    .nullish(),
});

export interface TokenizerConfig {
  addBos: boolean | null; // null: as the post-processor of tokenizer.json says
  bosToken: string | null;
  eosToken: string | null;
  chatTemplate: string | null;
}

/** tokenizer_config.json, and chat_template.jinja where a model keeps it apart. */
export function readTokenizerConfig(modelDir: string): TokenizerConfig {
  const path = join(modelDir, "tokenizer_config.json");
  const json = existsSync(path)
    ? readJsonFile(path, "tokenizer_config.json", MAX_CONFIG_BYTES)
    : {};
  const parsed = Shape.safeParse(json);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.map(String).join(".") || "(root)";
    throw new AppError("CORRUPT", `tokenizer_config.json: ${field} has the wrong shape.`, {
      field: `tokenizer_config.json: ${field}`,
      hint: "Copy the file again from its source.",
      path,
    });
  }
  const config = parsed.data;
  const listed = config.chat_template;
  const template = Array.isArray(listed)
    ? (listed.find((t) => t.name === "default") ?? listed[0])?.template
    : listed;
  return {
    addBos: config.add_bos_token ?? null,
    bosToken: config.bos_token ?? null,
    eosToken: config.eos_token ?? null,
    chatTemplate: template ?? readTemplateFile(modelDir),
  };
}

function readTemplateFile(modelDir: string): string | null {
  const path = join(modelDir, "chat_template.jinja");
  if (!existsSync(path)) return null;
  if (statSync(path).size > MAX_TEMPLATE_CHARS) {
    throw new AppError("TOO_LARGE", "chat_template.jinja is too long.", {
      field: "chat_template.jinja",
      hint: `At most ${MAX_TEMPLATE_CHARS} bytes are read.`,
      path,
    });
  }
  return readFileSync(path, "utf8");
}
