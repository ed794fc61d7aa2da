/** The services that bring rows in and prepare them, joined over a store and the parsers. */
import type { Store } from "../store/interfaces/index.ts";
import type { ParserHost } from "./parser-host/parser-host.ts";
import { watchFiles } from "./platform/watch-files.ts";
import { AugmentService } from "./services/augment-service.ts";
import { DatasetPreviewService } from "./services/dataset-preview-service.ts";
import { DatasetService } from "./services/dataset-service.ts";
import { SplitService } from "./services/split-service.ts";
import { SynthesisService } from "./services/synthesis-service.ts";
import { TerminologyService } from "./services/terminology-service.ts";
import { WatchFolderService } from "./services/watch-folder-service.ts";
import { interchangeableWords, projectNormaliser } from "./terminology-resources.ts";

export function createPreparation(store: Store, parsers: ParserHost) {
  const datasets = new DatasetService(store, parsers.parse);
  const previews = new DatasetPreviewService(store, parsers.preview, parsers.detect);
  const splits = new SplitService(store);
  return {
    datasets,
    previews,
    splits,
    augment: new AugmentService(store, splits, interchangeableWords),
    synthesis: new SynthesisService(store, parsers.openTable),
    terminology: new TerminologyService(store, parsers.openTerms, projectNormaliser),
    watch: new WatchFolderService({ store, datasets, previews, files: watchFiles }),
  };
}
