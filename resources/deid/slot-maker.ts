import { COUNTRIES, US_STATES } from "../../electron/shared/domain/deid/lexicon/places.ts";
import type { Tag } from "../../electron/shared/domain/deid/tagger/model.ts";
import type { Draw } from "./draw.ts";
import {
  ORG_ENDS,
  STREETS_AFTER,
  STREETS_BEFORE,
  STREETS_END,
  STREETS_OWN_END,
} from "./lists-of-parts.ts";
import { familyName, fullName, givenName, townName } from "./name-maker.ts";
import { JOINTS, OCCUPATIONS, PEOPLES, PERSONS, VERBS } from "./templates.ts";

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

function street(draw: Draw): string {
  const word = draw.chance(0.6) ? familyName(draw) : townName(draw);
  const number = String(1 + draw.below(draw.chance(0.3) ? 9999 : 400));
  return draw.weighted<string>([
    [`${number} ${word} ${draw.of(STREETS_AFTER)}`, 30],
    [`${word} ${draw.of(STREETS_AFTER)} ${number}`, 4],
    [`${draw.of(STREETS_BEFORE)} ${word} ${number}`, 14],
    [`${number} ${draw.of(STREETS_BEFORE)} ${word}`, 10],
    [`${word.split(" ")[0]}${draw.of(STREETS_END)} ${number}`, 18],
    [`${word} ${draw.of(STREETS_OWN_END)} ${number}.`, 6],
    [`${word} ${number}`, 8],
    [`${givenName(draw)} ${word} ${number}`, 4],
  ]);
}

function unit(draw: Draw): string {
  return draw.chance(0.45)
    ? ` ${draw.of(["Apt.", "Suite", "Unit", "Flat", "Room"])} ${draw.digits(3)}`
    : "";
}

function address(draw: Draw): string {
  const town = townName(draw);
  const zip = draw.digits(draw.of([4, 5, 5, 5]));
  const state = draw.chance(0.8)
    ? draw.of(US_STATES)
    : draw.of(["NI", "nan", "43", "OV", "BU", "SK"]);
  const country = draw.of(COUNTRIES);
  if (draw.chance(0.07)) {
    return draw.of([
      `PSC ${draw.digits(4)}, Box ${draw.digits(4)}\nAPO ${draw.of(["AA", "AE", "AP"])} ${zip}`,
      `Unit ${draw.digits(4)} Box ${draw.digits(4)}\nDPO ${draw.of(["AA", "AE", "AP"])} ${zip}`,
      `P.O. Box ${draw.digits(3)}, ${town}`,
      `Plot ${draw.digits(2)}, ${street(draw)}, ${town}`,
    ]);
  }
  const line = `${draw.chance(0.4) ? `${draw.digits(draw.of([3, 4, 5]))} ` : ""}${street(draw)}${unit(draw)}`;
  return draw.weighted<string>([
    [`${line}, ${town}, ${state} ${zip}`, 5],
    [`${line}\n${town}, ${state} ${zip}`, 5],
    [`${line}\n${town}\n, ${state}\n ${country} ${zip}`, 4],
    [`${line}\n ${town}\n ${state}\n ${zip}`, 4],
    [`${line}, ${town}, ${country} ${zip}`, 5],
    [`${line}, ${town}, ${country}`, 4],
    [`${line} ${town} ${state}`, 2],
    [`${line}, ${zip} ${town}`, 4],
    [`${line}`, 6],
    [`${line}, ${town}`, 4],
    [`the corner of ${street(draw)} and ${street(draw)}`, 1],
    [`${givenName(draw)} and ${street(draw)}`, 1],
  ]);
}

function organisation(draw: Draw): string {
  const word = draw.chance(0.5) ? familyName(draw) : townName(draw);
  return draw.weighted<string>([
    [`${word} ${draw.of(ORG_ENDS)}`, 10],
    [`${familyName(draw)}, ${familyName(draw)} and ${familyName(draw)}`, 3],
    [`${familyName(draw)}-${familyName(draw)}`, 3],
    [`${familyName(draw)} ${draw.of(["and", "&"])} ${familyName(draw)}`, 1],
    [`${word}${draw.of(["Tech", "Web", "Soft", "Med", "net", ".com", "ify", "Care", "Data"])}`, 4],
    [
      `${draw.of(["General", "National", "Rapid", "Smart", "Open", "First", "Global", "Central", "Green", "Saint"])} ${draw.of(["Cycle", "Data", "Health", "Water", "Motors", "Insight", "Transit", "Energy", "Media", "Trust"])} ${draw.of(ORG_ENDS)}`,
      4,
    ],
    [`${word}`, 4],
  ]);
}

function date(draw: Draw): string {
  const [day, month, year] = [1 + draw.below(28), draw.below(12), 1930 + draw.below(95)];
  return draw.of([
    `${day}/${month + 1}/${year}`,
    `${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
    `${day} ${MONTHS[month]} ${year}`,
    `${MONTHS[month]} ${day}, ${year}`,
    `${MONTHS[month]} ${day}`,
    "Monday",
    "Thursday",
  ]);
}

function telephone(draw: Draw): string {
  return draw.of([
    `(${draw.digits(3)}) ${draw.digits(3)}-${draw.digits(4)}`,
    `${draw.digits(3)}-${draw.digits(3)}-${draw.digits(4)}`,
    `+${draw.digits(3)} ${draw.digits(3)} ${draw.digits(6)}`,
    `0${draw.digits(3)} ${draw.digits(2)} ${draw.digits(2)} ${draw.digits(2)}`,
    draw.digits(10),
  ]);
}

export interface Filled {
  readonly text: string;
  readonly tag: Tag;
}

/** What stands in a place of a template, and what the tagger should call it. */
export function fill(slot: string, draw: Draw): Filled {
  switch (slot) {
    case "N":
      return { text: fullName(draw), tag: "NAME" };
    case "F":
      return { text: givenName(draw), tag: "NAME" };
    case "L":
      return { text: familyName(draw), tag: "NAME" };
    case "P":
      return { text: townName(draw), tag: "PLACE" };
    case "C":
      return { text: draw.of(COUNTRIES), tag: "PLACE" };
    case "A":
      return { text: address(draw), tag: "ADDRESS" };
    case "S":
      return { text: street(draw), tag: "ADDRESS" };
    case "O":
      return { text: organisation(draw), tag: "ORG" };
    case "D":
      return { text: date(draw), tag: "O" };
    case "T":
      return { text: telephone(draw), tag: "O" };
    case "J":
      return { text: draw.of(OCCUPATIONS), tag: "O" };
    case "V":
      return { text: draw.of(VERBS), tag: "O" };
    case "X":
      return { text: draw.of(JOINTS), tag: "O" };
    case "Y":
      return { text: draw.of(PERSONS), tag: "O" };
    case "R":
      return { text: draw.of(PEOPLES), tag: "O" };
    default:
      return { text: draw.digits(1 + draw.below(8)), tag: "O" };
  }
}
