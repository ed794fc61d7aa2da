import type { KeyObject } from "node:crypto";
import type { ParsedDocument, ParsedItem, ParseRequest } from "../../main/services/ports.ts";
import { AppError } from "../../shared/errors.ts";
import { reject } from "../build-row.ts";
import { readBytes, sizeOf } from "../file-bytes.ts";
import { ORDER_MAPPING } from "../orders/order.ts";
import { pseudonymKey } from "../orders/pseudonym.ts";
import { refuseColumns } from "../shapes/shape.ts";
import { decodeMessage } from "./charset.ts";
import { parseMessage } from "./message.ts";
import { messageOrders } from "./orders.ts";
import { type MessageBytes, readMessages } from "./read-messages.ts";

/** HL7 v2 orders: one message, many, or a batch; one row an order. Names stay behind. */
export async function parseHl7(request: ParseRequest): Promise<ParsedDocument> {
  refuseColumns("HL7 orders", request.mapping);
  const totalBytes = await sizeOf(request.path);
  const state = { doneBytes: 0 };
  const count = (bytes: number) => {
    state.doneBytes += bytes;
  };
  const messages = readMessages(readBytes(request.path, count));
  return {
    mapping: ORDER_MAPPING,
    totalBytes,
    get doneBytes() {
      return state.doneBytes;
    },
    items: toItems(messages, pseudonymKey(request.pseudonymKey)),
  };
}

async function* toItems(
  messages: AsyncIterable<MessageBytes>,
  key: KeyObject,
): AsyncGenerator<ParsedItem> {
  let heads = 0;
  for await (const { line, bytes } of messages) {
    if (bytes === null) {
      yield reject(line, "message: too long");
      continue;
    }
    const text = decodeMessage(bytes);
    const segments = text === null ? null : parseMessage(text, line);
    if (segments !== null) heads += 1;
    if (text === null) yield reject(line, "message: not in the character set it names (MSH-18)");
    else if (segments === null) yield reject(line, "message: does not begin with an MSH segment");
    else yield* messageOrders(segments, key);
  }
  if (heads === 0) {
    throw new AppError("INVALID_INPUT", "The file holds no HL7 v2 message.", {
      field: "FILE",
      hint: "A message begins with a segment such as MSH|^~\\&|….",
    });
  }
}
