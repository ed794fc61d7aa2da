import type { RefObject } from "react";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";
import { added, decided, moved, removed } from "./draft.ts";
import type { ReviewAct } from "./keys.ts";
import { selectionIn } from "./selection.ts";
import type { useReview } from "./use-review.ts";

/** What the keys and the buttons do. */
export function useActs(
  review: ReturnType<typeof useReview>,
  region: RefObject<HTMLDivElement | null>,
  kindField: RefObject<HTMLInputElement | null>,
): Record<ReviewAct, () => void> {
  const t = useText(text);
  const notice = useNotice();
  const { draft, setDraft, document, save } = review;
  const mark = () => {
    const where = region.current === null ? null : selectionIn(region.current);
    if (where === null) return notice.show({ severity: "info", text: t("noSelection") });
    const next = added(draft, where, draft.spans[draft.at]?.class ?? "name");
    if (next === null) return notice.show({ severity: "warning", text: t("overlap") });
    window.getSelection()?.removeAllRanges();
    setDraft(next);
  };
  const confirm = async () => {
    if (document.data === undefined || document.isPlaceholderData || save.isPending) return;
    try {
      const more = await review.confirm();
      if (!more) notice.show({ severity: "success", text: t("allReviewed") });
      region.current?.focus();
    } catch {
      // The page shows save.error.
    }
  };
  return {
    next: () => setDraft(moved(draft, 1)),
    previous: () => setDraft(moved(draft, -1)),
    accept: () => setDraft(decided(draft, true)),
    reject: () => setDraft(decided(draft, false)),
    remove: () => setDraft(removed(draft)),
    kind: () =>
      kindField.current?.parentElement?.querySelector<HTMLElement>("[role=combobox]")?.focus(),
    mark,
    confirm: () => void confirm(),
    nextRow: () => void review.go(1),
    previousRow: () => void review.go(-1),
  };
}
