import MoreIcon from "@mui/icons-material/MoreHoriz";
import IconButton from "@mui/material/IconButton";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";
import type { Conversation } from "../../../../electron/shared/domain/conversation.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { formatDate } from "../../../components/format.ts";
import { text } from "../text.ts";
import { RenameConversation } from "./RenameConversation.tsx";

interface Props {
  readonly conversation: Conversation;
  readonly selected: boolean;
  readonly disabled: boolean;
  readonly onOpen: (id: string) => void;
  readonly onRenamed: (conversation: Conversation) => void;
  readonly onDeleted: (id: string) => void;
}

export function ConversationItem(props: Props) {
  const { conversation, selected, disabled, onOpen, onRenamed } = props;
  const t = useText(text);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [renaming, setRenaming] = useState(false);
  const acts = useActs(props);
  const { id, title, turns, updatedAt } = conversation;
  const pick = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <ListItem
      disablePadding
      secondaryAction={
        <IconButton
          edge="end"
          size="small"
          aria-label={t("more", { title })}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <MoreIcon fontSize="small" />
        </IconButton>
      }
    >
      <ListItemButton
        selected={selected}
        aria-current={selected ? "true" : undefined}
        disabled={disabled}
        onClick={() => onOpen(id)}
        sx={{ borderRadius: 1, pr: 5 }}
      >
        <ListItemText
          primary={title}
          secondary={`${t("questions", { count: turns })} · ${formatDate(updatedAt)}`}
          slotProps={{
            primary: { noWrap: true, sx: { fontWeight: selected ? 620 : 450 } },
            secondary: { noWrap: true, sx: { fontSize: "0.75rem" } },
          }}
        />
      </ListItemButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={pick(() => setRenaming(true))}>{t("rename")}</MenuItem>
        <MenuItem onClick={pick(() => void acts.exportText())}>{t("exportText")}</MenuItem>
        <MenuItem disabled={selected && disabled} onClick={pick(acts.remove)}>
          {t("delete")}
        </MenuItem>
      </Menu>
      {renaming && (
        <RenameConversation
          conversation={conversation}
          onRenamed={onRenamed}
          onClose={() => setRenaming(false)}
        />
      )}
    </ListItem>
  );
}

function useActs({ conversation, onDeleted }: Props) {
  const t = useText(text);
  const notice = useNotice();
  const { id, title } = conversation;
  const restore = useApiCommand(api.conversations.restore, {
    invalidates: ["conversations"],
    onError: notice.failed,
  });
  const remove = useApiCommand(api.conversations.delete, {
    invalidates: ["conversations"],
    onError: notice.failed,
    onSuccess: () => {
      onDeleted(id);
      notice.show({
        severity: "info",
        text: t("deleted", { title }),
        undo: () => restore.mutate({ conversation: id }),
      });
    },
  });
  const exportText = async () => {
    try {
      const written = await api.conversations.text({ conversation: id });
      const [file] = await api.files.choose({
        purpose: "text-output",
        suggestedName: written.name,
      });
      if (file === undefined) return;
      await api.files.writeText({ handle: file.handle, text: written.text });
      notice.show({ severity: "success", text: t("exported", { name: file.name }) });
    } catch (error) {
      notice.failed(error);
    }
  };
  return { remove: () => remove.mutate({ conversation: id }), exportText };
}
