import type { Run } from "../../../electron/shared/domain/run.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { RenameDialog } from "../../components/RenameDialog.tsx";
import { text } from "./text.ts";

interface Props {
  readonly run: Run;
  readonly onClose: () => void;
}

export function RenameRun({ run, onClose }: Props) {
  const t = useText(text);
  const rename = useApiCommand(api.runs.rename, { invalidates: ["runs"], onSuccess: onClose });
  return (
    <RenameDialog
      title={t("rename")}
      label={t("newName")}
      value={run.name}
      pending={rename.isPending}
      error={rename.error}
      onSave={(name) => rename.mutate({ run: run.id, name })}
      onClose={onClose}
    />
  );
}
