// What the process that parses and the one that asked say to each other.
import type { InputRecord } from "../../main/services/label-ports.ts";
import type { ColumnSource, ParsedItem, ParseRequest } from "../../main/services/ports.ts";
import type { ColumnMapping } from "../../shared/domain/dataset.ts";
import type { DatasetPreview } from "../../shared/domain/dataset-preview.ts";
import type { Guideline } from "../../shared/domain/guideline.ts";
import type { WireError } from "../../shared/errors.ts";
import type { ComputeFeed, ComputeJob, ComputeMessage } from "../compute/messages.ts";
import type { PageLayout } from "../guideline/layout.ts";
import type { GuidelineRequest } from "../guideline/read-guideline.ts";
import type { PageImage, PageImageRequest } from "../guideline/render.ts";
import type { KindGuess } from "../preview/guess-kind.ts";
import type { PreviewRequest } from "../preview/preview-document.ts";
import type { TermLine, TermsRequest } from "../terminology/terms.ts";

export interface TableRequest {
  readonly path: string;
  readonly textColumn: string | undefined;
}

export interface DetectRequest {
  readonly path: string;
  readonly columnsChosen: boolean;
}

/** The one job of a parser process. */
export type ParserJob =
  | ComputeJob
  | { readonly type: "guideline"; readonly request: GuidelineRequest }
  | { readonly type: "page-image"; readonly request: PageImageRequest }
  | { readonly type: "parse"; readonly request: ParseRequest }
  | { readonly type: "table"; readonly request: TableRequest }
  | { readonly type: "preview"; readonly request: PreviewRequest }
  | { readonly type: "detect"; readonly request: DetectRequest }
  | { readonly type: "terms"; readonly request: TermsRequest };

/** The job comes first; "more" asks for one batch: a parser never runs ahead of the store. */
export type ParserAsk =
  | { readonly type: "job"; readonly job: ParserJob }
  | { readonly type: "more" }
  | ComputeFeed;

export type ParserMessage =
  | ComputeMessage
  | { readonly type: "guideline-opened"; readonly pages: number }
  | { readonly type: "guideline-pages"; readonly pages: readonly PageLayout[] }
  | { readonly type: "guideline"; readonly guideline: Guideline }
  | { readonly type: "page-image"; readonly image: PageImage }
  | {
      readonly type: "opened";
      readonly mapping: ColumnMapping;
      readonly source: ColumnSource | undefined;
      readonly totalBytes: number;
    }
  | { readonly type: "items"; readonly items: readonly ParsedItem[]; readonly doneBytes: number }
  | {
      readonly type: "table";
      readonly headers: readonly string[];
      readonly totalBytes: number;
    }
  | {
      readonly type: "records";
      readonly items: readonly InputRecord[];
      readonly doneBytes: number;
    }
  | { readonly type: "preview"; readonly preview: DatasetPreview }
  | { readonly type: "detected"; readonly guess: KindGuess }
  | { readonly type: "lines"; readonly totalBytes: number }
  | { readonly type: "terms"; readonly items: readonly TermLine[]; readonly doneBytes: number }
  | { readonly type: "end" }
  | { readonly type: "error"; readonly error: WireError };
