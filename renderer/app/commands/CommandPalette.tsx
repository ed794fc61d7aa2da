import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import InputBase from "@mui/material/InputBase";
import Typography from "@mui/material/Typography";
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from "react";
import { useText } from "../text/text.ts";
import { text } from "../text.ts";
import { type Command, matchesShortcut, useCommands } from "./registry.ts";

const OPEN = "Ctrl+K";

/** Every page and act by name: Ctrl+K, type, Enter. */
export function CommandPalette() {
  const [open, setOpen] = useState(false);
  const commands = useCommands();
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (matchesShortcut(event, OPEN)) {
        event.preventDefault();
        setOpen((was) => !was);
        return;
      }
      const hit = commands.find(
        (c) => c.shortcut !== undefined && matchesShortcut(event, c.shortcut),
      );
      if (hit === undefined) return;
      event.preventDefault();
      hit.run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [commands]);
  return open ? <Palette commands={commands} onClose={() => setOpen(false)} /> : null;
}

/** All words somewhere in title or keywords, in any order. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter((command) => {
    const hay = `${command.title} ${command.keywords ?? ""}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

function Palette({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const t = useText(text);
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => findCommands(commands, query), [commands, query]);
  const pick = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Enter") pick(found[at]);
    if (step === 0 || found.length === 0) return;
    event.preventDefault();
    setAt((at + step + found.length) % found.length);
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-label={t("palette")}>
      <InputBase
        autoFocus
        fullWidth
        placeholder={t("paletteSearch")}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        sx={{ px: 2, py: 1.5, borderBottom: 1, borderColor: "divider" }}
        inputProps={{
          role: "combobox",
          "aria-label": t("paletteSearch"),
          "aria-expanded": true,
          "aria-controls": `${id}-list`,
          "aria-activedescendant": found[at] === undefined ? undefined : `${id}-${at}`,
        }}
      />
      <Box
        id={`${id}-list`}
        role="listbox"
        aria-label={t("palette")}
        sx={{ maxHeight: 360, overflow: "auto", p: 1 }}
      >
        {found.map((command, index) => (
          <Box
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => pick(command)}
            sx={{
              display: "flex",
              justifyContent: "space-between",
              px: 1.5,
              py: 1,
              borderRadius: 1,
              cursor: "pointer",
              bgcolor: index === at ? "action.selected" : undefined,
              "&:hover": { bgcolor: "action.hover" },
            }}
          >
            <span>{command.title}</span>
            {command.shortcut !== undefined && (
              <Typography component="kbd" variant="body2" color="textSecondary">
                {command.shortcut}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
      {found.length === 0 && (
        <Typography sx={{ p: 2 }} color="textSecondary" role="status">
          {t("paletteNone")}
        </Typography>
      )}
    </Dialog>
  );
}
