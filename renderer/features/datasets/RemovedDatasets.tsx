import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { RemovedItems } from "../../components/RemovedItems.tsx";
import { text } from "./text.ts";
import { useRemoval } from "./use-removal.ts";

export function RemovedDatasets() {
  const t = useText(text);
  const { restore } = useRemoval();
  const removed = useApiQuery(api.datasets.removed, {}).data ?? [];
  const items = removed.map(({ hash, name, version, rows }) => ({
    key: hash,
    name: `${name}, ${t("versionOf", { version })}`,
    detail: t("rows", { count: rows }),
  }));
  return (
    <RemovedItems
      title={t("removedTitle", { count: removed.length })}
      note={t("removedNote")}
      restore={t("restore")}
      items={items}
      onRestore={restore}
    />
  );
}
