import {
  evaluatedOrders,
  makeOrdersInOtherWords,
  makeUnlabelledOrders,
} from "../../sample/unlabelled.ts";
import type { CorpusCounts } from "../corpus-counts.ts";
import type { CorpusDocument } from "./document.ts";

/** Generated radiology orders, text alone: the base must know none of the protocol labels. */
export function readUnlabelledOrders({ orders, otherWords }: CorpusCounts): CorpusDocument[] {
  const evaluated = evaluatedOrders();
  const alone = makeUnlabelledOrders(orders, evaluated).map((text, index) => ({
    text: `Order: ${text}`,
    group: `order/${index}`,
  }));
  const retold = makeOrdersInOtherWords(otherWords, evaluated).map((text, index) => ({
    text,
    group: `other-words/${index}`,
  }));
  return [...alone, ...retold];
}
