import { Template } from "@huggingface/jinja";
import { AppError } from "../../shared/errors.ts";

export interface ChatTurn {
  role: "system" | "user" | "assistant";
  text: string;
}

/** The chat template of a model, as Hugging Face renders it (Jinja with trimmed blocks). */
export class ChatTemplate {
  readonly #template: Template;
  readonly #tokens: { bos_token: string; eos_token: string };

  constructor(source: string, bosToken: string | null, eosToken: string | null) {
    this.#tokens = { bos_token: bosToken ?? "", eos_token: eosToken ?? "" };
    try {
      this.#template = new Template(source);
    } catch (cause) {
      throw faulty(cause);
    }
  }

  render(turns: readonly ChatTurn[], addGenerationPrompt: boolean): string {
    const messages = turns.map((turn) => ({ role: turn.role, content: turn.text }));
    try {
      return this.#template.render({
        messages,
        add_generation_prompt: addGenerationPrompt,
        ...this.#tokens,
      });
    } catch (cause) {
      throw faulty(cause);
    }
  }
}

function faulty(cause: unknown): AppError {
  // The library's message quotes the template or what raise_exception() said, never a message.
  const reason = cause instanceof Error ? cause.message.slice(0, 200) : "unknown";
  return new AppError("INVALID_INPUT", `The chat template of the model fails: ${reason}`, {
    field: "tokenizer_config.json: chat_template",
    hint: "Turns must alternate between user and assistant for most models; or use a plain prompt.",
    cause,
  });
}

/** What stands for a chat template where a model has none. */
export function plainDialogue(turns: readonly ChatTurn[]): string {
  const lines = turns.map((turn) => {
    if (turn.role === "system") return turn.text;
    return `${turn.role === "user" ? "Question" : "Answer"}: ${turn.text}`;
  });
  return `${lines.join("\n")}\nAnswer:`;
}
