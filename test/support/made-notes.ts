import type { Draw } from "../../resources/deid/draw.ts";

const COMPLAINTS =
  "headache,chest pain,shortness of breath,abdominal pain,low back pain,fever,cough,dizziness,knee pain,rash,palpitations,fatigue,nausea,blurred vision,joint swelling,weight loss".split(
    ",",
  );
const PLACES =
  "in the morning,at night,after meals,on exertion,when lying flat,while walking,after a fall,during work,since a journey,without any trigger".split(
    ",",
  );
const HISTORY =
  "hypertension,type 2 diabetes,asthma,migraine,gout,hypothyroidism,coronary disease,epilepsy,anaemia,chronic kidney disease,sickle cell disease,glaucoma,peptic ulcer,tuberculosis as a child".split(
    ",",
  );
const DRUGS =
  "amlodipine,metformin,salbutamol,paracetamol,allopurinol,levothyroxine,aspirin,valproate,ferrous sulfate,furosemide,omeprazole,ibuprofen,losartan,atorvastatin,prednisolone".split(
    ",",
  );
const SIGNS =
  "clear lungs,a soft abdomen,no oedema,a systolic murmur,tender calves,mild dehydration,pale conjunctivae,normal gait,a stiff neck,reduced breath sounds on the left,a warm red joint,brisk reflexes,full range of motion,an enlarged liver".split(
    ",",
  );
const PLANS =
  "chest radiograph,full blood count,urine dipstick,electrocardiogram,abdominal ultrasound,malaria film,lumbar puncture,CT of the head,physiotherapy,referral to surgery,admission for observation,repeat visit in two weeks,sputum for microscopy,thyroid function tests".split(
    ",",
  );
const WORDS =
  "slowly,suddenly,partly,rarely,mostly,severe,mild,moderate,worse,better,stable,recurrent,isolated,bilateral,unilateral,intermittent,constant,sharp,dull,burning,cramping,throbbing,known,denied,reported,observed,noted,confirmed,suspected,unlikely".split(
    ",",
  );

/** A note of some 80 words, put together at random; no two are likely to be alike. */
export function madeNote(draw: Draw): string {
  const some = (list: readonly string[], n: number) =>
    Array.from({ length: n }, () => draw.of(list)).join(", ");
  const sentences = [
    `Presents with ${draw.of(WORDS)} ${draw.of(COMPLAINTS)} ${draw.of(PLACES)} and ${draw.of(WORDS)} ${draw.of(COMPLAINTS)} for ${1 + draw.below(30)} ${draw.of(["days", "weeks"])}`,
    `Past history of ${some(HISTORY, 2 + draw.below(2))}`,
    `Takes ${some(DRUGS, 2 + draw.below(3))}, ${draw.of(WORDS)} benefit`,
    `Pulse ${50 + draw.below(70)}, pressure ${90 + draw.below(80)}/${50 + draw.below(50)}, temperature ${35 + draw.below(5)}.${draw.below(10)}`,
    `On examination ${some(SIGNS, 3)}; ${draw.of(WORDS)} tenderness ${draw.of(PLACES)}`,
    `${draw.of(["Mother", "Father", "Sister", "Brother"])} had ${draw.of(HISTORY)}, ${draw.of(WORDS)} course`,
    `Plan: ${some(PLANS, 3)}, ${draw.of(DRUGS)} ${5 * (1 + draw.below(99))} mg ${draw.of(["daily", "twice daily", "at night", "as needed"])}`,
    `${draw.of(WORDS)} ${draw.of(COMPLAINTS)} was ${draw.of(WORDS)} ${draw.of(PLACES)}, ${draw.of(WORDS)} overall`,
  ];
  draw.shuffle(sentences);
  return `${sentences.join(". ")}.`;
}

/** The note with `share` of its words replaced, dropped or repeated. */
export function editedNote(note: string, share: number, draw: Draw): string {
  const words = note.split(" ");
  const order = words.map((_, i) => i);
  draw.shuffle(order);
  const edited = new Set(order.slice(0, Math.round(words.length * share)));
  return words
    .flatMap((word, i) => {
      if (!edited.has(i)) return [word];
      return draw.weighted<string[]>([
        [[draw.of(WORDS)], 3],
        [[], 1],
        [[word, draw.of(WORDS)], 1],
      ]);
    })
    .join(" ");
}
