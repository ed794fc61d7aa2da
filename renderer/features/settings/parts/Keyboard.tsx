import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { type KeyboardEvent, useState } from "react";
import { type Command, ownShortcut, useCommands } from "../../../app/commands/registry.ts";
import { useSettings } from "../../../app/preferences/use-settings.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { keysOf } from "../keys-of-event.ts";
import { text } from "../text.ts";

const FIXED = [
  ["fixedPalette", "Ctrl+K"],
  ["fixedAsk", "Enter"],
  ["fixedLine", "Shift+Enter"],
  ["fixedStop", "Esc"],
  ["fixedMove", "Tab, Shift+Tab"],
] as const;

/** The commands there are and their keys; every one can have others. */
export function Keyboard() {
  const t = useText(text);
  const commands = useCommands();
  const { settings, error, change } = useSettings();
  const [fault, setFault] = useState<string | null>(null);
  if (settings === null) return null;
  const { shortcuts } = settings;
  const choose = (command: Command, keys: string) => {
    const taken = [
      ...commands.map((c) => [c.title, c.shortcut] as const),
      [t("fixedPalette"), "Ctrl+K"] as const,
    ].find(([title, used]) => keys !== "" && used === keys && title !== command.title);
    if (taken !== undefined) return setFault(t("keysTaken", { keys, command: taken[0] }));
    setFault(null);
    change({ shortcuts: { ...shortcuts, [command.id]: keys } });
  };
  const reset = ({ id }: Command) => {
    const { [id]: _, ...rest } = shortcuts;
    change({ shortcuts: rest });
  };
  return (
    <Stack spacing={2.5}>
      <SectionCard
        title={t("keyboard")}
        actions={
          Object.keys(shortcuts).length > 0 && (
            <Button onClick={() => change({ shortcuts: {} })}>{t("resetAll")}</Button>
          )
        }
      >
        <Typography color="textSecondary" sx={{ mb: 2 }}>
          {t("keyboardWhy")}
        </Typography>
        {error !== null && <ErrorAlert error={error} />}
        {fault !== null && (
          <Alert severity="warning" sx={{ mb: 2 }}>
            {fault}
          </Alert>
        )}
        <Box component="ul" sx={listSx}>
          {commands.map((command) => (
            <Box component="li" key={command.id} sx={lineSx}>
              <span>{command.title}</span>
              <KeyButton
                command={command}
                onKeys={(keys) => choose(command, keys)}
                onPlain={() => setFault(t("keysPlain"))}
              />
              {command.id in shortcuts ? (
                <Button size="small" color="inherit" onClick={() => reset(command)}>
                  {t("resetKeys", { keys: ownShortcut(command.id) ?? t("noKeys") })}
                </Button>
              ) : (
                <span />
              )}
            </Box>
          ))}
        </Box>
      </SectionCard>
      <SectionCard title={t("fixedTitle")}>
        <Box component="ul" sx={listSx}>
          {FIXED.map(([title, keys]) => (
            <Box component="li" key={title} sx={lineSx}>
              <span>{t(title)}</span>
              <kbd>{keys}</kbd>
            </Box>
          ))}
        </Box>
      </SectionCard>
    </Stack>
  );
}

interface KeyButtonProps {
  readonly command: Command;
  readonly onKeys: (keys: string) => void;
  readonly onPlain: () => void;
}

/** Shows the keys; once chosen, the next keys pressed become the new ones. */
function KeyButton({ command, onKeys, onPlain }: KeyButtonProps) {
  const t = useText(text);
  const [listening, setListening] = useState(false);
  const press = (event: KeyboardEvent) => {
    if (!listening || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const pressed = keysOf(event);
    if (pressed.type === "more") return;
    setListening(false);
    if (pressed.type === "keys") onKeys(pressed.keys);
    if (pressed.type === "clear") onKeys("");
    if (pressed.type === "plain") onPlain();
  };
  return (
    <Button
      size="small"
      variant="outlined"
      color={listening ? "primary" : "inherit"}
      aria-label={`${t("changeKeys", { command: command.title })}: ${command.shortcut ?? t("noKeys")}`}
      onClick={() => setListening(true)}
      onBlur={() => setListening(false)}
      onKeyDownCapture={press}
      sx={{ minWidth: 150, borderColor: listening ? undefined : "divider" }}
    >
      {listening ? t("pressKeys") : (command.shortcut ?? t("noKeys"))}
    </Button>
  );
}

const listSx = { m: 0, p: 0, listStyle: "none", display: "grid", gap: 0.5, maxWidth: 640 } as const;
const lineSx = {
  display: "grid",
  gridTemplateColumns: "minmax(160px, 1fr) 170px 150px",
  alignItems: "center",
  gap: 1.5,
  minHeight: 36,
} as const;
