/** The person's choices at work: colours, language and shortcuts follow the stored settings. */
import { useColorScheme } from "@mui/material/styles";
import { type ReactNode, useEffect } from "react";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { setShortcuts } from "../commands/registry.ts";
import { shownLanguage } from "../text/languages.ts";
import { changeLanguage } from "../text/text.ts";

export function PreferencesRoot({ children }: { children: ReactNode }) {
  const settings = useApiQuery(api.settings.get, {}, { staleTime: Number.POSITIVE_INFINITY });
  const { setMode } = useColorScheme();
  const { theme, language, shortcuts } = settings.data ?? {};
  useEffect(() => {
    if (theme !== undefined) setMode(theme);
  }, [theme, setMode]);
  useEffect(() => {
    if (language !== undefined) changeLanguage(shownLanguage(language, navigator.languages));
  }, [language]);
  useEffect(() => {
    if (shortcuts !== undefined) setShortcuts(shortcuts);
  }, [shortcuts]);
  return children;
}
