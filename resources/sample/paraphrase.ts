import type { CounterRng } from "./counter-rng.ts";

/**
 * Words that mean the same in an order. Any of a set may stand for any other, so that the training
 * wordings do not teach one fixed phrase for each idea. Sets are separated by lines.
 */
const SETS = `
sudden; abrupt; sudden onset; acute onset
severe pain; intense pain; bad pain
severe flank pain; intense flank pain; excruciating flank pain
severe headache; violent headache; very bad headache
shortness of breath; dyspnea; breathlessness
syncope; collapse; fainting episode
vomiting; emesis; throwing up
nausea and vomiting; nausea with vomiting; nausea and emesis
difficulty swallowing; trouble swallowing; dysphagia
swelling; edema
weight loss; loss of weight
loss of appetite; anorexia; poor appetite
jaundice; icterus; yellow skin and eyes
cancer; carcinoma; malignancy
metastases; metastatic disease; metastatic lesions
tumor; neoplasm
kidney stones; renal calculi; nephrolithiasis
ureteral stone; ureteric calculus; stone in ureter
hearing loss; deafness; reduced hearing
seizures; convulsions; fits
seizure; convulsion
gross hematuria; visible hematuria; macroscopic hematuria
urinary tract infection; urine infection; urinary infection
menses; periods; menstrual periods
menorrhagia; heavy periods; heavy menstrual bleeding
pregnant; gravid
elevated; raised
decreased; reduced; diminished
unable to; cannot; not able to
ultrasound; sonogram; sonography
xray; radiograph; plain film
annual; yearly
follow up; recheck; surveillance
known; previously diagnosed
suspected; possible; presumed
unilateral; one sided; single sided
anticoagulation; blood thinners
renal failure; kidney failure
acute kidney injury; acute renal failure
liver function tests; liver enzymes
gallstones; cholelithiasis
pleuritic chest pain; sharp chest pain on inspiration; chest pain worse on breathing in
tachycardia; fast heart rate; racing heart
hypoxia; low oxygen saturation; desaturation
confusion; disorientation
lethargy; drowsiness; somnolence
facial droop; facial weakness; face droop
slurred speech; dysarthria; garbled speech
weakness; loss of strength
numbness; paresthesias; loss of sensation
neck stiffness; stiff neck; nuchal rigidity
vision loss; loss of vision; visual loss
tenderness; soreness
tender; sore
rule out; exclude; concern for; query; suspect; assess for; look for
evaluate for; assess for; concern for; look for; check for
evaluate; assess; please assess
interval growth; increase in size; enlargement
biopsy proven; histologically proven
surgery; operation
asymptomatic; no symptoms; feels well
`;

const WORD_SETS = SETS.trim()
  .split("\n")
  .map((line) => line.split(";").map((word) => word.trim()));

/** Each phrase with the others of its set; longer phrases first, so that they win over their parts. */
const ALTERNATIVES = WORD_SETS.flatMap((words) =>
  words.map((word) => ({ word, others: words.filter((other) => other !== word) })),
).sort((a, b) => b.word.length - a.word.length);

const PATTERN = new RegExp(
  `(?<![\\w-])(?:${[...new Set(ALTERNATIVES.map(({ word }) => word))].join("|")})(?![\\w-])`,
  "gu",
);

const OTHERS = new Map<string, string[]>();
for (const { word, others } of ALTERNATIVES) {
  OTHERS.set(word, [...(OTHERS.get(word) ?? []), ...others]);
}

/** Replaces each phrase of the sets by another of its set with the given probability. */
export function paraphrase(rng: CounterRng, text: string, share: number): string {
  return text.replace(PATTERN, (word) => {
    const others = OTHERS.get(word);
    return others && rng.chance(share) ? rng.pick(others) : word;
  });
}
