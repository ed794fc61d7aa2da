import type { Conversation } from "../../../../electron/shared/domain/conversation.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { RenameDialog } from "../../../components/RenameDialog.tsx";
import { text } from "../text.ts";

interface Props {
  readonly conversation: Conversation;
  readonly onRenamed: (conversation: Conversation) => void;
  readonly onClose: () => void;
}

export function RenameConversation({ conversation, onRenamed, onClose }: Props) {
  const t = useText(text);
  const rename = useApiCommand(api.conversations.rename, {
    invalidates: ["conversations.list"],
    onSuccess: (renamed) => {
      onRenamed(renamed);
      onClose();
    },
  });
  return (
    <RenameDialog
      title={t("renameTitle")}
      label={t("name")}
      value={conversation.title}
      pending={rename.isPending}
      error={rename.error}
      onSave={(title) => rename.mutate({ conversation: conversation.id, title })}
      onClose={onClose}
    />
  );
}
