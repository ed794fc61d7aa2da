import { Template } from "./template.ts";

export const NOTE_STYLES = ["indication", "emergency", "discharge"] as const;
export type NoteStyle = (typeof NOTE_STYLES)[number];

/** How a referrer writes why a study is asked for: from a few words to a sentence. */
const INDICATION = [
  "([{short}, ]|[{old} {person}, ]){complaint}[ (for|x|since) {duration}][, (h/o|hx of|PMH|known) {history}][. (On|Takes) {medications}][. {labs}][. (?{question}|{question}?)]",
  "[{old} {person} with ]{complaint}[ for {duration}][. (History of|Background:|Past history:) {history}][. (Exam:|O/E) {exam}][. (Please assess for|Evaluate for|R/O|Query) {question}][. (Allergic to|Allergy:) {allergies}].",
  "{complaint}[, {duration}][; {exam}][; {labs}][; {history}][. ?{question}]",
  "[(Request|Study): {request}. ](Indication|Reason|Clinical information): [{old} {person}, ]{complaint}[, {duration}][. {history}][. {imaging}][. Query {question}].",
  "[{short} ](c/o|presents with|with) {complaint}[ x {duration}][, {history}][. VS {vitals}][. R/O {question}]",
];

/** A note of an emergency department. */
const EMERGENCY = [
  "(EMERGENCY DEPARTMENT NOTE|ED NOTE|Emergency note)\n\n(Chief complaint|CC|Presenting complaint): {complaint}\n\n(HPI|History of present illness): [{old} {person} ](presents|presented|who comes) with {complaint}[ for {duration}].[\n\n(PMH|Past medical history): {history}.][\n(Medications|Meds): {medications}.][\n(Allergies|Allergy): {allergies}.][\n\n(Vitals|Vital signs): {vitals}.][\n(Exam|Physical examination|O/E): {exam}.][\n\n(Labs|Laboratory): {labs}.][\nImaging: {imaging}.][\n\n(Assessment|Impression): {diagnosis}.][\n(Plan|Management): {treatment}.][ {request} requested.][\n{followup}.]",
  "[{old} {person}. ](Came|Brought|Walked) in with {complaint}[, going on for {duration}].[ (Background|Known): {history}.][ (Takes|On) {medications}.][ (Allergic to {allergies}|Allergies: {allergies}).][ (Obs|Vitals): {vitals}.][ O/E: {exam}.][ Bloods: {labs}.][ {imaging}.][ (Impression|Imp|Dx): {diagnosis}.][ Plan: {treatment}.][ (For|Needs) {request}.][ {followup}.]",
  "TRIAGE: {complaint}[, {duration}][, {short}]\n[HISTORY: {history}\n][MEDICATIONS: {medications}\n][ALLERGIES: {allergies}\n][VITALS: {vitals}\n][EXAM: {exam}\n][RESULTS: {labs}\n][IMAGING: {imaging}\n][DIAGNOSIS: {diagnosis}\n][PLAN: {treatment}\n][DISPOSITION: {followup}]",
];

/** A summary at the end of a stay. */
const DISCHARGE = [
  "(DISCHARGE SUMMARY|Discharge Summary)\n\n[Patient: {old} {person}\n][(Diagnosis|Principal diagnosis|Discharge diagnosis): {diagnosis}\n]\n(Reason for admission|Admitted with|Presentation): {complaint}[ for {duration}].[\n\n(Past medical history|Background): {history}.][\n(Allergies): {allergies}.][\n\n(On admission|On examination): {exam}.][ Vital signs: {vitals}.][\n(Investigations|Results): {labs}.][ {imaging}.][\n\n(Hospital course|Course in hospital): {course}.][\n(Treatment|Management): {treatment}.][\n\n(Medications on discharge|Discharge medications): {medications}.][\n(Follow-up|Plan): {followup}.]",
  "(This {old} {person} was admitted with {complaint}|The patient was admitted with {complaint})[, present for {duration}].[ {his} history includes {history}.][ On arrival: {vitals}.][ Examination showed {exam}.][ (Laboratory tests|Bloods): {labs}.][ {imaging}.][ (The diagnosis was|We diagnosed) {diagnosis}.][ (Treatment|{he} was treated): {treatment}.][ {course}.][ (Discharged on|Went home on) {medications}.][ (Follow-up|Review): {followup}.]",
];

export const STYLE_TEMPLATES: Readonly<Record<NoteStyle, readonly Template[]>> = {
  indication: INDICATION.map((source) => new Template(source)),
  emergency: EMERGENCY.map((source) => new Template(source)),
  discharge: DISCHARGE.map((source) => new Template(source)),
};
