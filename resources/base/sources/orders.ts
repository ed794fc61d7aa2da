import { makeUnlabelledOrders } from "../../sample/unlabelled.ts";
import type { CorpusDocument } from "./document.ts";

/** Generated radiology orders, text alone: the base must know none of the protocol labels. */
export function readUnlabelledOrders(count: number): CorpusDocument[] {
  return makeUnlabelledOrders(count).map((text, index) => ({
    text: `Order: ${text}`,
    group: `order/${index}`,
  }));
}
