import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import List from "@mui/material/List";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useDeferredValue, useState } from "react";
import type { Conversation } from "../../../../electron/shared/domain/conversation.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { text } from "../text.ts";
import { ConversationItem } from "./ConversationItem.tsx";

interface Props {
  readonly currentId: string | null;
  readonly disabled: boolean;
  readonly onNew: () => void;
  readonly onOpen: (id: string) => void;
  readonly onRenamed: (conversation: Conversation) => void;
  readonly onDeleted: (id: string) => void;
}

export function ConversationList(props: Props) {
  const { currentId, disabled, onNew } = props;
  const t = useText(text);
  const [search, setSearch] = useState("");
  const sought = useDeferredValue(search.trim().slice(0, 200));
  const found = useApiQuery(
    api.conversations.list,
    { search: sought },
    { placeholderData: (before) => before },
  );
  const list = found.data?.conversations ?? [];
  return (
    <Box
      component="aside"
      aria-label={t("conversations")}
      sx={{
        width: 232,
        flexShrink: 0,
        display: "flex",
        flexDirection: "column",
        gap: 1,
        minHeight: 0,
      }}
    >
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<AddIcon />}
        disabled={disabled}
        onClick={onNew}
        sx={{ justifyContent: "flex-start", height: 40, borderColor: "divider" }}
      >
        {t("newConversation")}
      </Button>
      <TextField
        type="search"
        placeholder={t("search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        slotProps={{ htmlInput: { "aria-label": t("search"), maxLength: 200 } }}
      />
      {found.isError && <ErrorAlert error={found.error} />}
      {found.isSuccess && list.length === 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ p: 1 }} role="status">
          {sought === "" ? t("noConversations") : t("searchNone")}
        </Typography>
      )}
      <List dense disablePadding sx={{ overflowY: "auto", minHeight: 0, flex: 1 }}>
        {list.map((conversation) => (
          <ConversationItem
            key={conversation.id}
            {...props}
            conversation={conversation}
            selected={conversation.id === currentId}
          />
        ))}
      </List>
    </Box>
  );
}
