/** Joins what looks at rows before they are used: de-identification and the quality gate. */
import type { Store } from "../store/interfaces/index.ts";
import { loadDeidFigures, loadTagger } from "./deid-resources.ts";
import { createRowComputer } from "./parser-host/row-computer.ts";
import type { StartParser } from "./parser-host/transport.ts";
import { DeidService } from "./services/deid-service.ts";
import { QualityService } from "./services/quality-service.ts";
import type { TokenLengthService } from "./services/token-length-service.ts";

export interface Cleaning {
  readonly deid: DeidService;
  readonly quality: QualityService;
}

export function createCleaning(
  store: Store,
  startParser: StartParser,
  tokenLengths: TokenLengthService,
): Cleaning {
  const tagger = () => loadTagger();
  const computer = createRowComputer(startParser, tagger);
  return {
    deid: new DeidService({ store, computer, tagger, figures: () => loadDeidFigures() }),
    quality: new QualityService({ store, computer, tokenLengths }),
  };
}
