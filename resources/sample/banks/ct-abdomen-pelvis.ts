import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctAbdomenPelvis: ProtocolBank = {
  protocol: {
    name: "CT Abdomen Pelvis W",
    modality: "CT",
    region: "abdomen",
    contrast: "IV iodinated, portal venous phase",
    alternatives: [],
    indications: ["suspected appendicitis", "diverticulitis", "bowel obstruction", "abdominal abscess"],
  },
  train: [
    {
      situation: "appendicitis, man",
      ages: [17, 54],
      sex: "M",
      core: phrases(`right lower quadrant pain for 24 hours | RLQ tenderness with rebound and guarding |
        periumbilical pain migrating to right lower quadrant | RLQ pain and anorexia since yesterday |
        pain over McBurney point`),
      support: phrases(`WBC 16.2 | temp 38.4 | nausea and vomiting | Rovsing sign positive |
        Alvarado score 7 | CRP 88 | loss of appetite`),
      absent: phrases(`no hematuria | no flank pain | no diarrhea | no testicular pain`),
      ask: phrases(`rule out appendicitis | evaluate for appendicitis | ?appendicitis | perforated appendix?`),
    },
    {
      situation: "appendicitis, woman",
      ages: [17, 54],
      sex: "F",
      core: phrases(`right lower quadrant pain for 24 hours | RLQ tenderness with rebound and guarding |
        periumbilical pain migrating to right lower quadrant | RLQ pain and anorexia since yesterday`),
      support: phrases(`WBC 16.2 | temp 38.4 | nausea and vomiting | Alvarado score 8 | CRP 110`),
      absent: phrases(`hCG negative | not pregnant | pregnancy test negative | no vaginal discharge`),
      ask: phrases(`rule out appendicitis | evaluate for appendicitis | ?appendicitis`),
    },
    {
      situation: "diverticulitis",
      ages: [40, 86],
      core: phrases(`left lower quadrant pain and fever | LLQ tenderness with change in bowel habit |
        left lower abdominal pain with guarding, known diverticulosis`),
      support: phrases(`prior diverticulitis | WBC 18 | CRP 190 | diverticula on last colonoscopy |
        temp 38.6`),
      absent: phrases(`no hematuria | no blood in stool | eGFR normal`),
      ask: phrases(`rule out diverticulitis | diverticular abscess? | complicated diverticulitis?`),
    },
    {
      situation: "bowel obstruction",
      ages: [34, 90],
      core: phrases(`abdominal distension, no flatus for 2 days |
        crampy abdominal pain with bilious vomiting and distension | obstipation and vomiting |
        distended tympanitic abdomen`),
      support: phrases(`multiple prior abdominal surgeries | high pitched bowel sounds | lactate 3.8 |
        prior SBO | air fluid levels on abdominal film`),
      absent: phrases(`no blood in stool | no jaundice | no urinary symptoms`),
      ask: phrases(`evaluate for bowel obstruction | SBO? | transition point?`),
    },
    {
      situation: "peritonitis or abscess",
      ages: [30, 88],
      core: phrases(`diffuse abdominal pain with peritoneal signs |
        fever and abdominal pain 8 days after colectomy | postoperative fever after bowel resection |
        rigid abdomen, severe pain`),
      support: phrases(`lactate 4.1 | purulent drain output | WBC 22 | CRP 260 | hypotension`),
      absent: phrases(`no jaundice | creatinine normal | no diarrhea`),
      ask: phrases(`rule out abscess | perforation? | anastomotic leak? | intra-abdominal collection?`),
    },
  ],
  test: [
    {
      situation: "appendicitis, man",
      ages: [18, 52],
      sex: "M",
      core: phrases(`pain started at umbilicus, now localized over McBurney point |
        rebound tenderness in right iliac fossa, guarding |
        RLQ abdominal pain since last night, off food`),
      support: phrases(`leukocytosis with left shift | low grade fever | psoas sign positive |
        vomited three times`),
      absent: phrases(`urinalysis clean | testes normal`),
      ask: phrases(`acute appendicitis? | concern for appendicitis | ruptured appendix?`),
    },
    {
      situation: "appendicitis, woman",
      ages: [18, 52],
      sex: "F",
      core: phrases(`right iliac fossa tenderness and rebound | RLQ pain with vomiting since this morning`),
      support: phrases(`raised white count and CRP | temp 38.1`),
      absent: phrases(`urine hCG negative | not pregnant, no gynecologic symptoms`),
      ask: phrases(`acute appendicitis? | concern for appendicitis`),
    },
    {
      situation: "diverticulitis",
      ages: [44, 84],
      core: phrases(`febrile with tender left lower abdomen | third bout of LLQ pain, known diverticular disease`),
      support: phrases(`leukocytosis and CRP 150 | treated for diverticulitis in spring`),
      absent: phrases(`no rectal bleeding | no burning urine`),
      ask: phrases(`diverticulitis or abscess? | acute diverticulitis?`),
    },
    {
      situation: "bowel obstruction",
      ages: [38, 88],
      core: phrases(`obstipation and distended abdomen, vomiting bile |
        vomiting and colicky abdominal pain after previous laparotomy`),
      support: phrases(`dilated small bowel loops on plain film | adhesions from earlier surgery`),
      absent: phrases(`bilirubin normal | no melena`),
      ask: phrases(`obstruction with transition point? | small bowel obstruction?`),
    },
    {
      situation: "peritonitis or abscess",
      ages: [34, 86],
      core: phrases(`rigid abdomen with guarding, septic | spiking temperatures after sigmoid resection, abdominal pain`),
      support: phrases(`lactate rising | CRP 240 and leukocytosis`),
      absent: phrases(`not jaundiced | creatinine fine for contrast`),
      ask: phrases(`exclude perforated viscus | collection or leak?`),
    },
  ],
};
