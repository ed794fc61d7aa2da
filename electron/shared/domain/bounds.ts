// Bounds shared by every schema: nothing that crosses a boundary is unlimited.
import { z } from "zod";

/** Largest text of one row, in UTF-16 units: a clinical note is far below, a wrong file above. */
export const MAX_TEXT_CHARS = 1 << 20;
export const MAX_LABEL_CHARS = 200;
export const MAX_LABELS = 10_000;
export const MAX_ROWS = 1_000_000;

export const Finite = z.number().finite();
export const Count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const Share = Finite.min(0).max(1);
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "expected 64 lower-case hex digits");
export const Id = z.string().regex(/^[a-z]+-[a-z0-9]{8}$/, "expected an id such as run-k3x9a2bq");
export const Name = z.string().trim().min(1).max(200);
/** Milliseconds since 1970. */
export const Timestamp = z.number().int().min(0).max(8.64e15);
export const ShortText = z.string().max(2000);
