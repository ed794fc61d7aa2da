import protocols from "../sample/protocols.json" with { type: "json" };
import { CorpusSourceError } from "./sources/document.ts";

const NAMES = protocols.map(({ name }) => name.toLowerCase());

/** The protocol label that a text names, if any, in whatever case. */
export function namedProtocol(text: string): string | undefined {
  const lower = text.toLowerCase();
  return NAMES.find((name) => lower.includes(name));
}

/** The base must not know the labels of the sample: a corpus that names one is refused. */
export function refuseProtocolNames(texts: Iterable<string>): void {
  for (const text of texts) {
    const name = namedProtocol(text);
    if (name === undefined) continue;
    throw new CorpusSourceError(
      `A document names the protocol "${name}", which the base must not know: ${text.slice(0, 200)}`,
    );
  }
}
