import type { Language } from "./gate-report.ts";

const words = (list: string) => new Set(list.trim().split(/\s+/));
/** The small words of each language; those of two languages count for both. */
const MARKS: Readonly<Record<"en" | "fr" | "sw", ReadonlySet<string>>> = {
  en: words(`the of and to in is with for was on that are as by this from or be have has had not no which at an it
    my i you he she they his her their been were will would can since after before when pain patient history left right
    chest year old acute chronic without rule out evaluate`),
  fr: words(`le la les un une des du de et est dans pour sur avec par que qui ce cette au aux il elle ne pas plus
    été sont ont en se son sa ses chez depuis après avant sans douleur patient fièvre gauche droite jours je
    j l d mais ou à a`),
  sw: words(`na ya wa kwa ni katika za la cha vya kwenye hii huyu ana anaumwa wiki siku mgonjwa homa maumivu
    kichwa tumbo mtoto mama baada kabla lakini pia bila hana alikuwa yake wake yangu nina kama au sana tangu`),
};
const LEAST = 0.08;

/** By its small words. Short texts of medical terms alone are "other". */
export function languageOf(text: string): Language {
  const found =
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu)
      ?.slice(0, 200) ?? [];
  const hits = (["en", "fr", "sw"] as const).map((language) => ({
    language,
    hits: found.filter((word) => MARKS[language].has(word)).length,
  }));
  const [best, next] = hits.sort((a, b) => b.hits - a.hits);
  if (best === undefined || best.hits === 0) return "other";
  // Terse orders have few small words: one is enough where no other language has any.
  const alone = (next?.hits ?? 0) === 0;
  return alone || best.hits / found.length >= LEAST ? best.language : "other";
}
