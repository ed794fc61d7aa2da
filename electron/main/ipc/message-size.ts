/** A bound on what one message may hold, counted before any schema looks at it. */

/** Largest message: a 64 MiB picture as base64, and room beside it. */
export const MAX_MESSAGE_BYTES = 96 << 20;
const MAX_DEPTH = 64;
const MAX_NODES = 2_000_000;

/**
 * True when the value is plain data (objects, arrays, text, numbers, booleans, null, typed arrays)
 * within the limits. Cycles, deep nests and exotic objects are refused.
 */
export function isWithinLimits(value: unknown, maxBytes = MAX_MESSAGE_BYTES): boolean {
  let bytes = 0;
  let nodes = 0;
  const visit = (item: unknown, depth: number): boolean => {
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES || bytes > maxBytes) return false;
    if (typeof item === "string") bytes += item.length * 2;
    else if (typeof item !== "object" || item === null) bytes += 8;
    else if (ArrayBuffer.isView(item)) bytes += item.byteLength;
    else if (Array.isArray(item)) return item.every((child) => visit(child, depth + 1));
    else {
      const prototype: unknown = Object.getPrototypeOf(item);
      if (prototype !== Object.prototype && prototype !== null) return false;
      for (const [key, child] of Object.entries(item)) {
        bytes += key.length * 2;
        if (!visit(child, depth + 1)) return false;
      }
    }
    return bytes <= maxBytes;
  };
  return visit(value, 0);
}
