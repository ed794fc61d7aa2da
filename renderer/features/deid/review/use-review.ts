import { useEffect, useMemo, useState } from "react";
import type { Quarantine } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../../api/hooks.ts";
import { confirmed, type Draft, draftOf } from "./draft.ts";

/** Which row is looked at, what is decided of it, and where to go from there. */
export function useReview({ version, counts }: Quarantine) {
  const dataset = version.hash;
  const [row, setRow] = useState(0);
  const [openOnly, setOpenOnly] = useState(true);
  const marked = useApiQuery(api.deid.marked, { dataset });
  const reviewed = useMemo(
    () => new Set((marked.data ?? []).filter((one) => one.reviewed).map((one) => one.row)),
    [marked.data],
  );
  const document = useApiQuery(api.deid.document, { dataset, row });
  const [draft, setDraft] = useState<Draft>(draftOf([]));
  useEffect(() => {
    if (document.data !== undefined) setDraft(draftOf(document.data.spans));
  }, [document.data]);
  const go = (by: 1 | -1, done: ReadonlySet<number> = reviewed) => {
    for (let next = row + by; next >= 0 && next < counts.rows; next += by) {
      if (openOnly && done.has(next)) continue;
      setRow(next);
      return true;
    }
    return false;
  };
  const save = useApiCommand(api.deid.review, {
    invalidates: ["deid.get", "deid.marked", "deid.document"],
  });
  const confirm = async (): Promise<boolean> => {
    await save.mutateAsync({ dataset, row, spans: confirmed(draft) });
    const done = new Set(reviewed).add(row);
    return go(1, done) || go(-1, done);
  };
  return { row, document, draft, setDraft, openOnly, setOpenOnly, go, confirm, save, marked };
}
