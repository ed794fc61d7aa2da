import { fold } from "../tagger/tokens.ts";
import { FEMALE_NAMES, MALE_NAMES } from "./given-names.ts";
import { COUNTRIES, TOWNS } from "./places.ts";
import { SURNAMES } from "./surnames.ts";

const wordsOf = (lists: readonly (readonly string[])[]) =>
  new Set(
    lists
      .flat()
      .flatMap((name) => fold(name).split(/[\s.]+/))
      .filter((w) => w.length > 1),
  );

export const FEMALE = wordsOf([FEMALE_NAMES]);
export const MALE = wordsOf([MALE_NAMES]);
export const FAMILY = wordsOf([SURNAMES]);
export const TOWN = wordsOf([TOWNS]);
export const COUNTRY = new Set(
  COUNTRIES.map(fold)
    .flatMap((name) => name.split(" "))
    .filter((w) => w.length > 3 || w === "uk" || w === "usa"),
);

/** Words before or after a name that say that one stands there. */
export const TITLES = new Set(
  "mr mrs ms miss dr doctor prof professor nurse sister sir madam mme mlle monsieur madame docteur bwana bibi daktari herr frau sr sra md rn np pa phd dds".split(
    " ",
  ),
);

/** Words of an address in several languages. */
export const STREET_WORDS = new Set(
  `street st road rd avenue ave lane ln drive dr boulevard blvd court ct place pl square sq terrace way
   crescent close highway hwy parkway route rue allee quai chemin impasse via viale piazza corso calle
   avenida av avda paseo plaza rua travessa strasse str gasse weg platz allee laan straat plein gata
   gatan vagen vej gade katu tie ulica ul aleja utca ut ter namesti trida apt apartment suite unit flat
   floor box plot block house building postbox psc apo fpo dpo estate village mtaa barabara kijiji`.split(
    /\s+/,
  ),
);
export const STREET_ENDING =
  /(?:strasse|straße|gasse|weg|platz|allee|laan|straat|plein|dijk|kade|gata|gatan|gatu|v[aä]gen|vegen|veien|vej|vænget|gade|g[aå]rden|katu|tie|kuja|polku|ova|ská|utca|street|road|lane)$/iu;
