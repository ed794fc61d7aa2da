/** All pages of a guideline in one structure. */
import type { Guideline } from "../../shared/domain/guideline.ts";
import { conditionsOf } from "./conditions.ts";
import { contentsOf } from "./contents.ts";
import { coverageOf } from "./coverage.ts";
import { FilePages } from "./file-pages.ts";
import type { PageLayout } from "./layout.ts";
import { withoutRunningHeads } from "./running-heads.ts";

/** @param title of the document, as its file or its maker calls it */
export function assemble(read: readonly PageLayout[], title: string): Guideline {
  const pages = withoutRunningHeads([...read].sort((a, b) => a.page - b.page));
  const contents = contentsOf(pages);
  const found = conditionsOf(pages, contents);
  return {
    title: title.slice(0, 300),
    pages: pages.map(({ label, width, height, source, ocrConfidence }) => ({
      label,
      width,
      height,
      source,
      ocrConfidence,
    })),
    contents: coverageOf(contents, found, new FilePages(pages)),
    conditions: found.map(({ condition }) => condition),
  };
}
