import type { DocumentParser } from "../main/services/ports.ts";
import type { SourceKind } from "../shared/domain/dataset.ts";
import { parseCsv } from "./csv.ts";
import { parseFhir } from "./fhir/parse-fhir.ts";
import { parseGuideline } from "./guideline/parse-guideline.ts";
import { parseHl7 } from "./hl7/parse-hl7.ts";
import { parseJsonl } from "./jsonl.ts";
import { parseParquet } from "./parquet.ts";
import { parsePubmedqa } from "./pubmedqa.ts";
import { ALPACA } from "./shapes/alpaca.ts";
import { ASCLEPIUS } from "./shapes/asclepius.ts";
import { CHAT } from "./shapes/chat.ts";
import { MEDQUAD } from "./shapes/medquad.ts";
import { MTS_DIALOG } from "./shapes/mts-dialog.ts";
import { shapeParser } from "./shapes/shape.ts";

const PARSERS: Readonly<Record<SourceKind, DocumentParser>> = {
  csv: parseCsv,
  jsonl: parseJsonl,
  parquet: parseParquet,
  pubmedqa: parsePubmedqa,
  alpaca: shapeParser(ALPACA),
  asclepius: shapeParser(ASCLEPIUS),
  "mts-dialog": shapeParser(MTS_DIALOG),
  medquad: shapeParser(MEDQUAD),
  chat: shapeParser(CHAT),
  hl7: parseHl7,
  fhir: parseFhir,
  "guideline-pdf": (request) => parseGuideline(request),
};

/** The parser of every kind the import knows. */
export const parseDocument: DocumentParser = (request) => PARSERS[request.kind](request);
