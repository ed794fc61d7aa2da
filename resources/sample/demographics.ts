import type { CounterRng } from "./counter-rng.ts";

export type Sex = "F" | "M";

export interface Person {
  readonly years: number;
  readonly sex: Sex;
}

interface Words {
  readonly letter: string;
  readonly sex: string;
  readonly adult: string;
  readonly child: string;
}

type Form = (age: number, words: Words) => string;

const WORDS: Readonly<Record<Sex, Words>> = {
  F: { letter: "F", sex: "female", adult: "woman", child: "girl" },
  M: { letter: "M", sex: "male", adult: "man", child: "boy" },
};

const TRAIN_FORMS: readonly Form[] = [
  (age, w) => `${age}${w.letter}`,
  (age, w) => `${age} ${w.letter}`,
  (age, w) => `${age}yo ${w.letter}`,
  (age, w) => `${age} yo ${w.sex}`,
  (age, w) => `${age} y/o ${w.sex}`,
  (age, w) => `${age} y/o ${w.adult}`,
  (age, w) => `${age}-year-old ${w.sex}`,
  (age, w) => `${age} year old ${w.adult}`,
  (age, w) => `${w.sex} ${age} yo`,
  (age, w) => `${w.adult} aged ${age}`,
  (age, w) => `${age} ${w.sex}`,
];

const TEST_FORMS: readonly Form[] = [
  (age, w) => `${age}${w.letter}`,
  (age, w) => `${age} y.o. ${w.sex}`,
  (age, w) => `${age} yr old ${w.adult}`,
  (age, w) => `${w.adult} of ${age}`,
  (age, w) => `${w.letter}/${age}`,
  (age, w) => `${w.sex}, ${age} years`,
  (age, w) => `${age}-year-old ${w.adult}`,
];

const TRAIN_INFANT_FORMS: readonly Form[] = [
  (age, w) => `${age} month old ${w.child}`,
  (age, w) => `${age} mo ${w.letter}`,
  (age, w) => `${age}-month-old ${w.sex}`,
];

const TEST_INFANT_FORMS: readonly Form[] = [
  (age, w) => `${w.child} aged ${age} months`,
  (age, w) => `${age} mo old ${w.sex} infant`,
];

export function drawPerson(rng: CounterRng, ages: readonly [number, number], sex?: Sex): Person {
  const months = rng.between(Math.round(ages[0] * 12), Math.round(ages[1] * 12));
  const years = months < 24 ? Math.max(1, months) / 12 : Math.floor(months / 12);
  return { years, sex: sex ?? (rng.chance(0.5) ? "F" : "M") };
}

export function isChild(person: Person): boolean {
  return person.years < 16;
}

/** "42F", "72-year-old man", "7 month old girl": the forms of one bank. */
export function describePerson(rng: CounterRng, person: Person, bank: "train" | "test"): string {
  const words = WORDS[person.sex];
  if (person.years < 2) {
    const forms = bank === "train" ? TRAIN_INFANT_FORMS : TEST_INFANT_FORMS;
    return rng.pick(forms)(Math.round(person.years * 12), words);
  }
  const forms = bank === "train" ? TRAIN_FORMS : TEST_FORMS;
  const named = isChild(person) ? { ...words, adult: words.child } : words;
  return rng.pick(forms)(person.years, named);
}
