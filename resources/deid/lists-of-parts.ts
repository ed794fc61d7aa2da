// What synthetic addresses and organisations are put together from.
export const STREETS_AFTER =
  "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Court|Place|Way|Crescent|Close|Terrace|Boulevard|Blvd|Square|Sq|Parade|Grove|Isle|Parks|Greens|Meadows|Ridge|Highway".split(
    "|",
  );
export const STREETS_BEFORE =
  "Rue|Rue de|Rue du|Avenue|Avenue du|Avenue de la|Boulevard|Chemin|Via|Viale|Piazza|Corso|Calle|Avenida|Rua|Travessa|Plaza|ul.|Ulica|Paseo|Strada|Largo|Praça|Quai|Allée|Mtaa wa|Plot".split(
    "|",
  );
export const STREETS_END =
  "strasse|straße|gasse|weg|laan|straat|plein|gata|gatan|vägen|vegen|vej|gade|katu|tie|kuja|polku|vænget|allé|platz|utca|ova|ská".split(
    "|",
  );
export const STREETS_OWN_END = "utca|u.|útja|út|tér|ter".split("|");
export const ORG_ENDS =
  "Hospital|Clinic|Inc|Inc.|Ltd|LLC|Corporation|Group|Technologies|Systems|Solutions|Medical Center|Health Centre|University|Bank|Foundation|& Sons|Partners|Networks|Labs|Analytics|Consulting|Insurance".split(
    "|",
  );
