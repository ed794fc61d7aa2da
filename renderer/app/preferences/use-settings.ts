import { useQueryClient } from "@tanstack/react-query";
import type { SettingsChange } from "../../../electron/shared/domain/settings.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";

/** The stored settings and a way to change some of them. */
export function useSettings() {
  const client = useQueryClient();
  const settings = useApiQuery(api.settings.get, {}, { staleTime: Number.POSITIVE_INFINITY });
  const command = useApiCommand(api.settings.set, {
    onSuccess: (all) => client.setQueryData(["settings", "get", {}], all),
  });
  return {
    settings: settings.data ?? null,
    error: command.error ?? settings.error,
    change: (change: SettingsChange) => command.mutate(change),
  };
}
