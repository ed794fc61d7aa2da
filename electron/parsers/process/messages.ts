// What the process that parses and the one that asked say to each other.
import type { InputRecord } from "../../main/services/label-ports.ts";
import type { ParsedItem, ParseRequest } from "../../main/services/ports.ts";
import type { ColumnMapping } from "../../shared/domain/dataset.ts";
import type { DatasetPreview } from "../../shared/domain/dataset-preview.ts";
import type { WireError } from "../../shared/errors.ts";
import type { PreviewRequest } from "../preview/preview-document.ts";

export interface TableRequest {
  readonly path: string;
  readonly textColumn: string | undefined;
}

/** The one job of a parser process. */
export type ParserJob =
  | { readonly type: "parse"; readonly request: ParseRequest }
  | { readonly type: "table"; readonly request: TableRequest }
  | { readonly type: "preview"; readonly request: PreviewRequest };

/** The job comes first; "more" asks for one batch: a parser never runs ahead of the store. */
export type ParserAsk =
  | { readonly type: "job"; readonly job: ParserJob }
  | { readonly type: "more" };

export type ParserMessage =
  | { readonly type: "opened"; readonly mapping: ColumnMapping; readonly totalBytes: number }
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
  | { readonly type: "end" }
  | { readonly type: "error"; readonly error: WireError };
