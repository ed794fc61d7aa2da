import type { DocumentParser } from "../main/services/ports.ts";
import type { SourceKind } from "../shared/domain/dataset.ts";
import { parseCsv } from "./csv.ts";
import { parseJsonl } from "./jsonl.ts";
import { parsePubmedqa } from "./pubmedqa.ts";

const PARSERS: Readonly<Record<SourceKind, DocumentParser>> = {
  csv: parseCsv,
  jsonl: parseJsonl,
  pubmedqa: parsePubmedqa,
};

/** The parser of every kind the import knows. */
export const parseDocument: DocumentParser = (request) => PARSERS[request.kind](request);
