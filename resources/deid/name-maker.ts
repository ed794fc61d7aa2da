import { FEMALE_NAMES, MALE_NAMES } from "../../electron/shared/domain/deid/lexicon/given-names.ts";
import { TOWNS } from "../../electron/shared/domain/deid/lexicon/places.ts";
import { SURNAMES } from "../../electron/shared/domain/deid/lexicon/surnames.ts";
import type { Draw } from "./draw.ts";

/** Letters with and without accents: names are written both ways. */
const ACCENTS: Readonly<Record<string, string>> = {
  a: "áàâäãåăą",
  e: "éèêëěę",
  i: "íìîïı",
  o: "óòôöõőø",
  u: "úùûüűů",
  y: "ýÿ",
  c: "çčć",
  s: "šśş",
  z: "žźż",
  n: "ñńň",
  r: "ř",
  l: "ł",
  t: "ťţ",
  d: "ďđ",
  g: "ğ",
};

/** Invents words that look like the given ones: a chain of three letters. */
class Inventor {
  readonly #next = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    for (const word of words) {
      const padded = `^^^${word.toLowerCase()}$`;
      for (let i = 3; i < padded.length; i += 1) {
        const key = padded.slice(i - 3, i);
        this.#next.set(key, [...(this.#next.get(key) ?? []), padded[i] ?? "$"]);
      }
    }
  }

  word(draw: Draw): string {
    for (;;) {
      let text = "^^^";
      while (!text.endsWith("$") && text.length < 17) {
        text += draw.of(this.#next.get(text.slice(-3)) ?? ["$"]);
      }
      const word = text.slice(3).replace("$", "");
      if (word.length >= 3 && /^[\p{L}'-]+$/u.test(word)) return capital(word);
    }
  }
}

export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const given = new Inventor([...FEMALE_NAMES, ...MALE_NAMES]);
const family = new Inventor(SURNAMES);
const town = new Inventor(TOWNS.flatMap((name) => name.split(" ")));
const GREEK = "αβγδεζηθικλμνξοπρστυφχψω";
const CYRILLIC = "абвгдежзиклмнопрстуфхчшя";

function accented(word: string, draw: Draw): string {
  if (!draw.chance(0.25)) return word;
  return word.replace(/[a-z]/g, (letter) => {
    const choice = ACCENTS[letter];
    return choice !== undefined && draw.chance(0.3) ? draw.of([...choice]) : letter;
  });
}

function foreign(draw: Draw): string {
  const letters = [...(draw.chance(0.6) ? GREEK : CYRILLIC)];
  return capital(Array.from({ length: 4 + draw.below(6) }, () => draw.of(letters)).join(""));
}

export function givenName(draw: Draw): string {
  if (draw.chance(0.02)) return foreign(draw);
  if (draw.chance(0.35))
    return accented(draw.of(draw.chance(0.5) ? FEMALE_NAMES : MALE_NAMES), draw);
  return accented(given.word(draw), draw);
}

export function familyName(draw: Draw): string {
  if (draw.chance(0.02)) return foreign(draw);
  const one = draw.chance(0.35) ? draw.of(SURNAMES) : family.word(draw);
  if (draw.chance(0.04)) return `${accented(one, draw)}-${family.word(draw)}`;
  if (draw.chance(0.05))
    return `${draw.of(["van", "de", "von", "da", "del", "Mc", "O'"])} ${one}`.replace(
      /(Mc|O') /,
      "$1",
    );
  if (draw.chance(0.05))
    return accented(
      `${one}${draw.of(["dóttir", "sson", "ová", "ski", "ová", "enko", "opoulos", "yan", "idze"])}`,
      draw,
    );
  return accented(one, draw);
}

export function townName(draw: Draw): string {
  if (draw.chance(0.02)) return `${foreign(draw)}`;
  if (draw.chance(0.3)) return draw.of(TOWNS);
  const one = draw.chance(0.3) ? family.word(draw) : town.word(draw);
  const word = accented(
    draw.chance(0.25)
      ? `${one.replace(/[aeiou]$/, "")}${draw.of(["ville", "burg", "ham", "ton", "ford", "berg", "dorf", "heim", "by", "sund", "vik", "stad", "pool", "field", "mouth", "wick", "nik", "owa", "ice"])}`
      : one,
    draw,
  );
  const named = draw.chance(0.2)
    ? draw.of([
        `San ${word}`,
        `${word} de la ${town.word(draw)}`,
        `Saint ${word}`,
        `${word} ${draw.of(["K", "V", "am Main", "on Sea", "East", "Heights", "Green", "Park"])}`,
        `Villa de ${word}`,
        `New ${word}`,
        `Upper ${word}`,
        `${word} del ${family.word(draw)}`,
        `Cité ${word}`,
        `Quinta de ${word}`,
      ])
    : word;
  return draw.chance(0.25) ? named.toUpperCase() : named;
}

export function fullName(draw: Draw): string {
  const first = givenName(draw);
  const last = familyName(draw);
  const initial = draw.of([..."ABCDEFGHIJKLMNOPRSTVWZ"]);
  return draw.weighted<string>([
    [`${first} ${last}`, 50],
    [`${first} ${initial}. ${last}`, 16],
    [`${first} ${initial} ${last}`, 6],
    [`${first} ${givenName(draw)} ${last}`, 5],
    [`${first} ${last} ${familyName(draw)}`, 4],
    [`${last}, ${first}`, 5],
    [`${last.toUpperCase()} ${first}`, 2],
    [`${initial}. ${last}`, 3],
    [`${first} ${last} ${draw.of(["Jr.", "II", "III", "Sr."])}`, 2],
    [`${first}`, 4],
    [`${first} ${last}`.toUpperCase(), 2],
  ]);
}
