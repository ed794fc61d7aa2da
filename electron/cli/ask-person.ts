import { createInterface } from "node:readline/promises";
import { AppError } from "../shared/errors.ts";

const MAX_INPUT_BYTES = 1 << 20;

/** One line from the person; null when they end the input (Ctrl+D) or press Ctrl+C. */
export async function ask(prompt: string, earlier: readonly string[]): Promise<string | null> {
  // An interface for one question alone: while an answer runs, Ctrl+C is a plain interrupt.
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    history: [...earlier],
  });
  const ended = new AbortController();
  lines.once("SIGINT", () => ended.abort());
  lines.once("close", () => ended.abort());
  try {
    return await lines.question(prompt, { signal: ended.signal });
  } catch (error) {
    if (ended.signal.aborted) return null;
    throw error;
  } finally {
    lines.close();
  }
}

/** Everything on a stream, as text. */
export async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const buffer = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += buffer.length;
    if (size > MAX_INPUT_BYTES) {
      throw new AppError("TOO_LARGE", "The question on standard input is over 1 MiB.", {
        field: "standard input",
      });
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}
