/**
 * Notes are text, never control: "</s>" in a note must not end the sequence. The library reads the
 * names of special tokens anywhere in a text; so texts that hold one are encoded by a second
 * tokenizer that does not know them. It is made when the first such text comes: they are rare.
 */
import { type Encoding, Tokenizer } from "tokenizers";

/** What matters here of a tokenizer.json that was checked when it was loaded. */
interface Contents {
  readonly added_tokens?: readonly { readonly special?: boolean }[];
}

const NO_SPECIALS = { addSpecialTokens: false };

export class LiteralEncoder {
  readonly #library: Tokenizer;
  readonly #read: () => Contents;
  readonly #specials: readonly string[];
  #plain: Tokenizer | null = null;

  /** `read` gives the parsed tokenizer.json again, when it is needed. */
  constructor(library: Tokenizer, specials: readonly string[], read: () => Contents) {
    this.#library = library;
    this.#specials = specials.filter((token) => token !== "");
    this.#read = read;
  }

  async encode(text: string): Promise<Encoding> {
    return this.#for(text).encode(text, null, NO_SPECIALS);
  }

  /** In the order of the texts. */
  async encodeBatch(texts: readonly string[]): Promise<Encoding[]> {
    const encodings = await this.#library.encodeBatch([...texts], NO_SPECIALS);
    for (const [index, text] of texts.entries()) {
      if (this.#holdsSpecial(text)) encodings[index] = await this.encode(text);
    }
    return encodings;
  }

  #holdsSpecial(text: string): boolean {
    return this.#specials.some((token) => text.includes(token));
  }

  #for(text: string): Tokenizer {
    if (!this.#holdsSpecial(text)) return this.#library;
    this.#plain ??= withoutSpecials(this.#read());
    return this.#plain;
  }
}

function withoutSpecials(file: Contents): Tokenizer {
  const added = (file.added_tokens ?? []).filter((token) => token.special !== true);
  return Tokenizer.fromString(JSON.stringify({ ...file, added_tokens: added }));
}
