// How the command line writes what the program holds, for whoever reads it and whoever writes it.

/** learningRate → learning-rate; beta1 stays. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A line break as two characters, so that a command stays on one line. */
export function escapeLines(text: string): string {
  return text.replaceAll("\n", "\\n");
}

/** Back again: a shell passes "\\n" as two characters, and nobody means those in a prompt. */
export function unescapeLines<T extends string | undefined>(text: T): T {
  return text?.replaceAll("\\n", "\n") as T;
}
