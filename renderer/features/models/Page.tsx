import AddIcon from "@mui/icons-material/CreateNewFolderOutlined";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { useCallback, useMemo, useState } from "react";
import type { ChosenFile } from "../../../electron/shared/contract/files.ts";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import { AppError } from "../../../electron/shared/errors.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";
import { useRegisteredCommands } from "../../app/commands/registry.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { DropArea } from "../../components/DropArea.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { RemovedItems } from "../../components/RemovedItems.tsx";
import { AddModelDialog } from "./AddModelDialog.tsx";
import { BundledOffer } from "./BundledOffer.tsx";
import { ModelCard } from "./ModelCard.tsx";
import { text } from "./text.ts";
import { useRemoval } from "./use-removal.ts";

/** The base models that runs start from. */
export default function Page() {
  const t = useText(text);
  const notice = useNotice();
  const models = useApiQuery(api.models.list, {});
  const removed = useApiQuery(api.models.removed, {}).data ?? [];
  const { remove, restore } = useRemoval();
  const { folder, setFolder, ask, take, error } = useFolder();
  const added = ({ name }: ListedModel) => {
    setFolder(null);
    notice.show({ severity: "success", text: t("addedNotice", { name }) });
  };
  const failed = models.error ?? error;
  const none = models.data !== undefined && models.data.length === 0;
  return (
    <DropArea label={t("dropHere")} onFiles={take.files} onError={take.error}>
      <Stack spacing={2} sx={{ maxWidth: 1280 }}>
        <PageHeader
          title={t("title")}
          lead={t("lead")}
          actions={
            <Button variant={none ? "outlined" : "contained"} startIcon={<AddIcon />} onClick={ask}>
              {t("addFolder")}
            </Button>
          }
        />
        {failed !== null && <ErrorAlert error={failed} />}
        {models.isPending && <PageLoading />}
        {none && <EmptyState title={t("emptyTitle")} hint={t("emptyHint")} />}
        {models.data?.some((model) => model.bundled) === false && (
          <BundledOffer primary={none} onAdded={added} />
        )}
        {models.data?.map((model) => (
          <ModelCard key={model.id} model={model} onRemove={() => remove(model.id)} />
        ))}
      </Stack>
      <RemovedItems
        title={t("removedTitle", { count: removed.length })}
        note={t("removedNote")}
        restore={t("restore")}
        items={removed.map(({ id, name, info }) => ({ key: id, name, detail: info.architecture }))}
        onRestore={restore}
      />
      {folder !== null && (
        <AddModelDialog
          key={folder.handle}
          folder={folder}
          onAdded={added}
          onChooseOther={ask}
          onClose={() => setFolder(null)}
        />
      )}
    </DropArea>
  );
}

/** The folder being added: chosen in the dialog or dropped on the page. */
function useFolder() {
  const t = useText(text);
  const [folder, setFolder] = useState<ChosenFile | null>(null);
  const [dropError, setDropError] = useState<AppError | null>(null);
  const choose = useApiCommand(api.files.choose, {
    onSuccess: ([chosen]) => chosen !== undefined && setFolder(chosen),
  });
  const { mutate } = choose;
  const ask = useCallback(() => mutate({ purpose: "model-folder" }), [mutate]);
  const commands = useMemo(
    () => [{ id: "models.add", title: t("addFolder"), keywords: "model base", run: ask }],
    [t, ask],
  );
  useRegisteredCommands(commands);
  const files = (dropped: readonly ChosenFile[]) => {
    const [only, ...others] = dropped;
    const good = only?.folder === true && others.length === 0;
    setDropError(good ? null : new AppError("INVALID_INPUT", t("dropOneFolder")));
    if (good) setFolder(only);
  };
  return {
    folder,
    setFolder,
    ask,
    take: { files, error: setDropError },
    error: choose.error ?? dropError,
  };
}
