import { phrases } from "../phrases.ts";
import type { ProtocolBank } from "../types.ts";

export const ctAbdomenPelvis: ProtocolBank = {
  protocol: {
    name: "CT Abdomen Pelvis W",
    modality: "CT",
    region: "abdomen",
    contrast: "IV iodinated, portal venous phase",
    alternatives: [],
    indications: [
      "suspected appendicitis",
      "diverticulitis",
      "bowel obstruction",
      "abdominal abscess",
    ],
  },
  train: [
    {
      situation: "appendicitis, man",
      ages: [17, 54],
      sex: "M",
      core: phrases(`[right lower quadrant;RLQ;right iliac fossa] pain [for 24 hours;since yesterday;since last night] [and anorexia;with vomiting;] |
        [RLQ;right lower quadrant;right iliac fossa] [tenderness with rebound;rebound and guarding;tenderness and guarding] |
        [periumbilical pain;pain at umbilicus] [migrating to right lower quadrant;now in RLQ;moved to right iliac fossa] |
        pain [over;at] McBurney point | refuses breakfast, right sided belly pain |
        localized McBurney tenderness | sick to stomach then RLQ pain |
        sore RLQ since the night`),
      support: phrases(`WBC 16.2 | temp 38.4 | nausea and vomiting | Rovsing sign positive |
        Alvarado score 7 | CRP 88 | loss of appetite | rebound on the right |
        psoas stretch painful`),
      absent: phrases(`no hematuria | no flank pain | no diarrhea | no testicular pain`),
      ask: phrases(
        `rule out appendicitis | evaluate for appendicitis | ?appendicitis | perforated appendix?`,
      ),
    },
    {
      situation: "appendicitis, woman",
      ages: [17, 54],
      sex: "F",
      core: phrases(`[right lower quadrant;RLQ;right iliac fossa] pain [for 24 hours;since yesterday;since this morning] [and anorexia;with vomiting;] |
        [RLQ;right lower quadrant;right iliac fossa] [tenderness with rebound;rebound and guarding;tenderness and guarding] |
        periumbilical pain [migrating to right lower quadrant;now in RLQ] |
        worse on walking, right lower belly | cramping RLQ pain, vomited`),
      support: phrases(`WBC 16.2 | temp 38.4 | nausea and vomiting | Alvarado score 8 | CRP 110 |
        white cells 15`),
      absent: phrases(
        `hCG negative | not pregnant | pregnancy test negative | no vaginal discharge`,
      ),
      ask: phrases(`rule out appendicitis | evaluate for appendicitis | ?appendicitis`),
    },
    {
      situation: "diverticulitis",
      ages: [40, 86],
      core: phrases(`[left lower quadrant;LLQ;left iliac fossa;left lower abdominal] [pain and fever;tenderness, febrile;pain with guarding] |
        LLQ [tenderness;pain] with change in bowel habit |
        [left lower abdominal pain;another bout of LLQ pain], known [diverticulosis;diverticular disease] |
        febrile, tender left lower belly | leukocytosis with LLQ pain | cramping in LLQ`),
      support: phrases(`prior diverticulitis | WBC 18 | CRP 190 | diverticula on last colonoscopy |
        temp 38.6 | treated for diverticulitis last year | diverticula in sigmoid`),
      absent: phrases(`no hematuria | no blood in stool | eGFR normal`),
      ask: phrases(`rule out diverticulitis | diverticular abscess? | complicated diverticulitis? |
        inflamed sigmoid?`),
    },
    {
      situation: "bowel obstruction",
      ages: [34, 90],
      core: phrases(`[abdominal distension;distended abdomen;distended tympanitic abdomen], [no flatus for 2 days;obstipation;vomiting bile;high pitched sounds] |
        [crampy;colicky] abdominal pain with [bilious vomiting and distension;vomiting after previous laparotomy;distension] |
        obstipation and [vomiting;distension] | belly distended and vomiting |
        emesis turning bilious, bloated`),
      support:
        phrases(`multiple prior abdominal surgeries | high pitched bowel sounds | lactate 3.8 |
        prior SBO | air fluid levels on abdominal film | tympanitic belly |
        dilated small bowel on film | two laparotomies before |
        no gas passed since yesterday`),
      absent: phrases(`no blood in stool | no jaundice | no urinary symptoms`),
      ask: phrases(`evaluate for bowel obstruction | SBO? | transition point? | bowel obstructed?`),
    },
    {
      situation: "peritonitis or abscess",
      ages: [30, 88],
      core: phrases(`[diffuse;generalized;severe] abdominal pain with [peritoneal signs;rigidity;guarding, septic] |
        [fever;spiking temperatures;sepsis] [and abdominal pain ;][8 days after colectomy;after bowel resection;after sigmoid resection;after appendectomy] |
        rigid abdomen, [severe pain;guarding;septic] | board like abdomen |
        septic after colectomy | belly sore and febrile after bowel surgery`),
      support: phrases(`lactate 4.1 | purulent drain output | WBC 22 | CRP 260 | hypotension`),
      absent: phrases(`no jaundice | creatinine normal | no diarrhea`),
      ask: phrases(`rule out abscess | perforation? | anastomotic leak? | intra-abdominal collection? |
        free air? | leak after colon surgery? | viscus perforated?`),
    },
  ],
  test: [
    {
      situation: "appendicitis, man",
      ages: [18, 52],
      sex: "M",
      core: phrases(`pain started at umbilicus, now localized over McBurney point |
        rebound and guarding low on right |
        RLQ soreness overnight, refuses breakfast`),
      support: phrases(`leukocytosis with left shift | low grade fever | psoas sign positive |
        vomited three times`),
      absent: phrases(`urinalysis clean | testes normal`),
      ask: phrases(`acute appendicitis? | appendix inflamed? | ruptured appendix?`),
    },
    {
      situation: "appendicitis, woman",
      ages: [18, 52],
      sex: "F",
      core: phrases(
        `guarding low on the right side of abdomen | RLQ cramps then vomiting, worse on walking`,
      ),
      support: phrases(`raised white count and CRP | temp 38.1`),
      absent: phrases(`urine hCG negative | not pregnant, no gynecologic symptoms`),
      ask: phrases(`acute appendicitis? | appendix inflamed?`),
    },
    {
      situation: "diverticulitis",
      ages: [44, 84],
      core: phrases(
        `febrile with tender left lower abdomen | LLQ cramps again, sigmoid diverticula in the past`,
      ),
      support: phrases(`leukocytosis and CRP 150 | treated for diverticulitis in spring`),
      absent: phrases(`no rectal bleeding | no burning urine`),
      ask: phrases(`diverticulitis or abscess? | acute diverticulitis?`),
    },
    {
      situation: "bowel obstruction",
      ages: [38, 88],
      core: phrases(`bloated and tympanitic, has not passed gas, bilious emesis |
        colicky abdomen and vomiting, several laparotomies`),
      support: phrases(`dilated small bowel loops on plain film | adhesions from earlier surgery`),
      absent: phrases(`bilirubin normal | no melena`),
      ask: phrases(`obstruction with transition point? | small bowel obstruction?`),
    },
    {
      situation: "peritonitis or abscess",
      ages: [34, 86],
      core: phrases(
        `rigid abdomen with guarding, septic | febrile one week out from sigmoid colectomy, abdomen sore`,
      ),
      support: phrases(`lactate rising | CRP 240 and leukocytosis`),
      absent: phrases(`not jaundiced | creatinine fine for contrast`),
      ask: phrases(`exclude perforated viscus | collection or leak?`),
    },
  ],
};
