/**
 * A small language for notes. `{slot}` is a fact of the case; `(a|b)` is one of several wordings;
 * `[...]` is left out when a fact named inside is missing. What a case does not say is never made
 * up: a template only words the facts.
 */
import type { Chance } from "../chance.ts";

export type Facts = Readonly<Record<string, string>>;

type Node =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "slot"; readonly name: string }
  | { readonly type: "choice"; readonly options: readonly (readonly Node[])[] }
  | { readonly type: "optional"; readonly nodes: readonly Node[] };

export class Template {
  readonly #nodes: readonly Node[];

  constructor(source: string) {
    const reader = new Reader(source);
    this.#nodes = reader.nodes("");
  }

  /** Null when a fact that is not optional is missing. */
  write(facts: Facts, chance: Chance): string | null {
    const text = write(this.#nodes, facts, chance);
    return text === null ? null : tidy(text);
  }
}

function write(nodes: readonly Node[], facts: Facts, chance: Chance): string | null {
  let out = "";
  for (const node of nodes) {
    const text = writeNode(node, facts, chance);
    if (text === null) return null;
    out += text;
  }
  return out;
}

function writeNode(node: Node, facts: Facts, chance: Chance): string | null {
  if (node.type === "text") return node.text;
  if (node.type === "slot") return facts[node.name] ?? null;
  if (node.type === "optional") return write(node.nodes, facts, chance) ?? "";
  // Of the wordings whose facts are all there.
  const start = chance.below(node.options.length);
  for (let at = 0; at < node.options.length; at += 1) {
    const option = node.options[(start + at) % node.options.length];
    const text = option === undefined ? null : write(option, facts, chance);
    if (text !== null) return text;
  }
  return null;
}

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get ended(): boolean {
    return this.#at >= this.#source.length;
  }

  get rest(): string {
    return this.#source.slice(this.#at, this.#at + 20);
  }

  /** Up to one of the closing characters, which is left. */
  nodes(closing: string): Node[] {
    const nodes: Node[] = [];
    let text = "";
    const flush = () => {
      if (text !== "") nodes.push({ type: "text", text });
      text = "";
    };
    while (!this.ended) {
      const char = this.#source[this.#at] ?? "";
      if (closing.includes(char)) break;
      if ("|)]}".includes(char)) throw new SyntaxError(`unexpected ${this.rest} in a template`);
      if (!"{([".includes(char)) {
        text += char;
        this.#at += 1;
        continue;
      }
      flush();
      nodes.push(this.#node(char));
    }
    flush();
    return nodes;
  }

  #node(opening: string): Node {
    this.#at += 1;
    if (opening === "{") {
      const end = this.#source.indexOf("}", this.#at);
      if (end < 0) throw new SyntaxError(`a slot is not closed: ${this.rest}`);
      const name = this.#source.slice(this.#at, end);
      this.#at = end + 1;
      return { type: "slot", name };
    }
    if (opening === "[") {
      const nodes = this.nodes("]");
      this.#close("]");
      return { type: "optional", nodes };
    }
    const options = [this.nodes("|)")];
    while (this.#source[this.#at] === "|") {
      this.#at += 1;
      options.push(this.nodes("|)"));
    }
    this.#close(")");
    return { type: "choice", options };
  }

  #close(char: string): void {
    if (this.#source[this.#at] !== char) throw new SyntaxError(`${char} is missing: ${this.rest}`);
    this.#at += 1;
  }
}

/** Left-out parts leave blanks and marks behind. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, " ")
    .replace(/ +([.,;:])/g, "$1")
    .replace(/([.;:,])(?:\s*[.,;])+/g, "$1")
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .replace(
      /(^|[.!?]\s+|\n)(\p{Ll})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    );
}
