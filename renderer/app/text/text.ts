/**
 * The words of the window. Every feature has a catalogue in English; a language is one more object
 * of the same keys. i18next does plurals and interpolation.
 */
import i18next, { type TOptions } from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";

export const LANGUAGES = ["en", "fr", "sw"] as const;
export type Language = (typeof LANGUAGES)[number];

/** "rows_one" and "rows_other" are asked for as "rows". */
type KeyOf<T> = keyof T extends infer K
  ? K extends `${infer Stem}_${"zero" | "one" | "two" | "few" | "many" | "other"}`
    ? Stem
    : K
  : never;

export interface Catalogue<T extends Record<string, string>> {
  readonly name: string;
  readonly en: T;
}

export type Translate<T extends Record<string, string>> = (
  key: KeyOf<T> & string,
  values?: TOptions,
) => string;

/** Registers a feature's words; `others` are its translations, with the same keys. */
export function defineText<T extends Record<string, string>>(
  name: string,
  en: T,
  others: Partial<Record<Exclude<Language, "en">, { readonly [K in keyof T]: string }>> = {},
): Catalogue<T> {
  i18next.addResourceBundle("en", name, en, true, true);
  for (const [language, words] of Object.entries(others)) {
    i18next.addResourceBundle(language, name, words, true, true);
  }
  return { name, en };
}

export function useText<T extends Record<string, string>>(catalogue: Catalogue<T>): Translate<T> {
  const { t } = useTranslation(catalogue.name);
  // The catalogue's own type is the check; i18next's types would ask for one global table.
  const plain = t as (key: string, values: TOptions) => string;
  return useCallback((key, values) => plain(key, values ?? {}), [plain]);
}

/** Call once, before anything renders and before catalogues are defined. */
export function startText(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: {},
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
    initAsync: false,
  });
}

export function changeLanguage(language: Language): void {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The language numbers and dates are written in. */
export function currentLanguage(): string {
  return i18next.language ?? "en";
}

startText("en");
