import type { Translate } from "../../app/text/text.ts";
import type { text as qualityText } from "../../components/quality/text.ts";
import type { text } from "./text.ts";
import type { MemoryCheck } from "./use-memory-check.ts";
import type { Quality } from "./use-quality.ts";
import type { Wizard } from "./use-wizard.ts";

type Words = Translate<(typeof text)["en"]>;

/** Why the run cannot be started as it stands, in a sentence; null when it can. */
export function refusalOf(
  { dataset, model, values, form, faulty, preset, facts }: Wizard,
  { outcome, current, error }: MemoryCheck,
  t: Words,
): string | null {
  const missing = [
    ...(dataset === undefined
      ? [t("missingDataset")]
      : values.split === ""
        ? [t("missingSplit")]
        : []),
    ...(model === undefined ? [t("missingModel")] : []),
  ];
  if (missing.length > 0) return t("missing", { what: missing.join(", ") });
  const others = Object.keys(form.formState.errors).filter((name) => name !== "config").length;
  const faults = faulty.size + others;
  if (faults > 0) return t("faulty", { count: faults });
  if (preset !== null && facts === null) return t("memoryChecking"); // its values are not in yet
  if (error !== null) return `${t("planFailed")}.`;
  if (outcome === null || !current) return t("memoryChecking");
  if (outcome.verdict === "exceeds") return t("refusedShort");
  return null;
}

/** Nothing is started on data that leaks, or that nobody has looked at yet, without a word. */
export function qualityRefusal(
  { waiting, blocked }: Quality,
  t: Translate<(typeof qualityText)["en"]>,
): string | null {
  if (waiting) return `${t("checking")}…`;
  return blocked ? t("mustAcknowledge") : null;
}
