import type { CounterRng } from "./counter-rng.ts";

/** What clinicians shorten; longer phrases first, so that they win over their parts. */
const ABBREVIATIONS: readonly (readonly [string, string])[] = [
  ["loss of consciousness", "LOC"],
  ["motor vehicle collision", "MVC"],
  ["right lower quadrant", "RLQ"],
  ["left lower quadrant", "LLQ"],
  ["right upper quadrant", "RUQ"],
  ["pulmonary embolism", "PE"],
  ["deep vein thrombosis", "DVT"],
  ["urinary tract infection", "UTI"],
  ["coronary artery disease", "CAD"],
  ["multiple sclerosis", "MS"],
  ["shortness of breath", "SOB"],
  ["dyspnea on exertion", "DOE"],
  ["interstitial lung disease", "ILD"],
  ["nausea and vomiting", "n/v"],
  ["blood pressure", "BP"],
  ["heart rate", "HR"],
  ["weeks pregnant", "wks pregnant"],
  ["family history of", "FHx"],
  ["history of", "h/o"],
  ["status post", "s/p"],
  ["rule out", "r/o"],
  ["follow up", "f/u"],
  ["weight loss", "wt loss"],
  ["chest xray", "CXR"],
  ["low back pain", "LBP"],
  ["chest pain", "CP"],
  ["range of motion", "ROM"],
  ["evaluate for", "eval for"],
  ["evaluate", "eval"],
  ["abdominal", "abd"],
  ["ultrasound", "US"],
  ["fracture", "fx"],
  ["bilateral", "b/l"],
  ["creatinine", "Cr"],
  ["hypertension", "HTN"],
  ["diabetes", "DM"],
  ["symptoms", "sx"],
  ["treatment", "tx"],
  ["patient", "pt"],
  ["metastases", "mets"],
  ["negative", "neg"],
  ["positive", "pos"],
  ["without", "w/o"],
  ["right", "R"],
  ["left", "L"],
  ["with", "w/"],
  ["weeks", "wks"],
  ["months", "mos"],
  ["before", "prior to"],
];

const COMPILED = ABBREVIATIONS.map(([long, short]) => ({
  long,
  pattern: new RegExp(`\\b${long}\\b`, "gu"),
  short,
}));

export function abbreviate(rng: CounterRng, text: string, share: number): string {
  let out = text;
  for (const { long, pattern, short } of COMPILED) {
    // Most are absent, and looking for plain text is far quicker than the pattern.
    if (!out.includes(long)) continue;
    out = out.replace(pattern, (found) => (rng.chance(share) ? short : found));
  }
  return out;
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: "s",
  b: "v",
  c: "x",
  d: "f",
  e: "r",
  f: "g",
  g: "h",
  h: "j",
  i: "o",
  k: "l",
  l: "k",
  m: "n",
  n: "m",
  o: "p",
  p: "o",
  r: "t",
  s: "a",
  t: "y",
  u: "i",
  v: "b",
  w: "e",
  y: "u",
};

function mistype(rng: CounterRng, word: string): string {
  const at = rng.between(1, word.length - 2);
  const letter = word.charAt(at);
  const rest = word.slice(at + 1);
  const head = word.slice(0, at);
  switch (rng.between(0, 3)) {
    case 0:
      return head + rest.charAt(0) + letter + rest.slice(1);
    case 1:
      return head + rest;
    case 2:
      return head + letter + letter + rest;
    default:
      return head + (NEIGHBOURS[letter] ?? letter) + rest;
  }
}

/** Mistypes `count` words of at least five letters: swapped, lost, doubled or neighbouring keys. */
export function addTypos(rng: CounterRng, text: string, count: number): string {
  let out = text;
  for (let i = 0; i < count; i++) {
    const words = [...out.matchAll(/(?<![\w-])[a-z]{5,}(?![\w-])/gu)];
    if (words.length === 0) return out;
    const match = rng.pick(words);
    const word = match[0];
    out = out.slice(0, match.index) + mistype(rng, word) + out.slice(match.index + word.length);
  }
  return out;
}

function capitaliseSentences(text: string): string {
  return text.replace(/(^|[.?] )([a-z])(?=[a-z ])/gu, (_all, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}

/** Abbreviations, letter case, full stop and typos as one hurried person would type them. */
export function typeLikeClinician(rng: CounterRng, text: string): string {
  let out = abbreviate(rng, text, rng.pick([0, 0.3, 0.6, 0.9]));
  const style = rng.next();
  if (style < 0.28) out = out.toLowerCase();
  else if (style < 0.8) out = capitaliseSentences(out);
  if (!/[.?]$/u.test(out) && rng.chance(0.4)) out += ".";
  const draw = rng.next();
  const typos = draw < 0.03 ? 2 : draw < 0.2 ? 1 : 0;
  return addTypos(rng, out, typos);
}
