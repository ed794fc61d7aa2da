import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

interface Place {
  readonly guideline: string;
  readonly number: string;
  readonly field: number;
}

/** Saves a person's text for one field; null takes it back. */
export function useCorrection(place: Place, onSaved: () => void) {
  const t = useText(text);
  const notice = useNotice();
  const correct = useApiCommand(api.guidelines.correct, {
    invalidates: ["guidelines.condition", "guidelines.get"],
    onSuccess: () => {
      notice.show({ severity: "success", text: t("saved") });
      onSaved();
    },
    onError: notice.failed,
  });
  return {
    saving: correct.isPending,
    save: (saved: string | null) => correct.mutate({ ...place, text: saved }),
  };
}
