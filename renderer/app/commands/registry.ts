/** What the command palette offers. Features add theirs while they stand. */
import { useEffect, useSyncExternalStore } from "react";

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly keywords?: string;
  /** As a person reads it: "Ctrl+K". Pressing it runs the command from anywhere. */
  readonly shortcut?: string;
  readonly run: () => void;
}

let commands: readonly Command[] = [];
/** Keys the person chose: command id → keys, empty for none. */
let chosen: Readonly<Record<string, string>> = {};
let shown: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Command[]): void {
  commands = next;
  shown = commands.map(withChosenKeys);
  for (const listener of listeners) listener();
}

function withChosenKeys(command: Command): Command {
  const keys = chosen[command.id];
  if (keys === undefined) return command;
  const { shortcut: _, ...rest } = command;
  return keys === "" ? rest : { ...rest, shortcut: keys };
}

/** Replaces the keys of commands, now and of those to come. */
export function setShortcuts(keys: Readonly<Record<string, string>>): void {
  chosen = keys;
  change(commands);
}

/** The keys a command was given by the program, whatever the person chose. */
export function ownShortcut(id: string): string | undefined {
  return commands.find((command) => command.id === id)?.shortcut;
}

/** Adds commands and returns what takes them away. */
export function registerCommands(added: readonly Command[]): () => void {
  change([...commands, ...added]);
  return () => change(commands.filter((command) => !added.includes(command)));
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => shown,
  );
}

/** Offers the commands while the component stands. Give a stable list (useMemo). */
export function useRegisteredCommands(list: readonly Command[]): void {
  useEffect(() => registerCommands(list), [list]);
}

/** True when the key event is the shortcut ("Ctrl+Shift+P"); Cmd stands for Ctrl on a Mac. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.toLowerCase().split("+");
  const key = parts.at(-1);
  const has = (name: string) => parts.includes(name);
  return (
    event.key.toLowerCase() === key &&
    (event.ctrlKey || event.metaKey) === has("ctrl") &&
    event.shiftKey === has("shift") &&
    event.altKey === has("alt")
  );
}
