import i18next from "i18next";
import { LANGUAGES, type Language } from "./text.ts";

/** Languages that have words of their own: the others would show English under a false name. */
export function availableLanguages(): Language[] {
  return LANGUAGES.filter(
    (language) => language === "en" || i18next.hasResourceBundle(language, "app"),
  );
}

/** The language to show for a choice; "system" takes the first of the machine's that has words. */
export function shownLanguage(chosen: string, machine: readonly string[]): Language {
  const available = availableLanguages();
  const wanted = chosen === "system" ? machine : [chosen];
  for (const tag of wanted) {
    const found = available.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (found !== undefined) return found;
  }
  return "en";
}

/** The name of a language in itself: "français". */
export function languageName(language: string): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
}
