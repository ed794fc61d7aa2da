import { defineText } from "../../../app/text/text.ts";

export const text = defineText("prepare", {
  cancel: "Cancel",
  close: "Close",
  nameOfDataset: "Name of the new dataset",
  seed: "Seed",
  seedHint: "The same seed gives the same rows.",

  prepareTitle: "Prepare",
  prepareLead: "What is made here is a new dataset: this one stays as it is.",
  augment: "Add varied copies",
  augmentAbout:
    "Copies of training rows in other words. Each names its parent; the test rows stay untouched.",
  augmentNeedsSplit: "Make a split first: copies are of its training rows alone.",
  augmented: "This dataset holds varied copies already.",
  normalise: "Write abbreviations out",
  normaliseAbout:
    "MI becomes myocardial infarction, or mitral insufficiency, where the words around it decide.",

  augmentTitle: "Varied copies of the training rows",
  ofSplit: "Split",
  splitRows: "{{id}}: {{train, number}} to learn from, {{test, number}} held out",
  synonymCopies: "Copies with other words",
  synonymCopiesHint: "For each training row; 0 to 10.",
  rareUpTo: "Fill rare labels up to",
  rareUpToHint: "Rows of a label; 0 = leave them as they are.",
  mask: "One more copy with ages, dates and measurements masked",
  doAugment: "Add the copies",
  augmenting: "Adding copies",
  added_one: "{{count, number}} copy would be added",
  added_other: "{{count, number}} copies would be added",
  addedDetail:
    "{{synonyms, number}} with other words, {{masked, number}} masked, {{boosted, number}} for rare labels. {{equal, number}} left out: their text is there already. {{unchanged, number}} could not be changed.",
  examples: "The first of them",
  exampleLabel: "Copies beside the rows they are made from",
  parentRow: "Row",
  copyRow: "Copy",
  augmentDone_one: "{{count, number}} copy was added. The split of {{name}} is ready.",
  augmentDone_other: "{{count, number}} copies were added. The split of {{name}} is ready.",

  normaliseTitle: "Write abbreviations out",
  threshold: "How sure it must be, in percent",
  thresholdHint: "Below this an abbreviation stays as it is.",
  synonyms: "Words of one meaning become one word too",
  tryIt: "Try it on a sentence",
  tryDefault: "72M, h/o MI with raised troponin. Echo: MI with prolapse of the valve.",
  decided: "{{short}} = {{long}}, {{share}} sure",
  stays: "{{short}} stays: perhaps {{best}}, {{share}} sure",
  doNormalise: "Make the new dataset",
  normalising: "Writing abbreviations out",
  normaliseDone:
    "{{expanded, number}} abbreviations written out, {{left, number}} left as they are.",

  otherTitle: "Other ways in",
  synthesize: "Write notes from cases",
  synthesizeAbout:
    "Templates word the cases you describe as orders, emergency notes and discharge summaries.",
  synthesizeTitle: "Write notes from cases",
  caseFile: "File of cases",
  chooseFile: "Choose a file",
  noFile: "No file chosen",
  caseColumns:
    "CSV or JSON Lines. Columns: complaint (needed), age, sex, duration, history, medications, allergies, vitals, exam, labs, imaging, diagnosis, treatment, course, followup, request, question, label, id.",
  count: "Notes to write",
  countHint: "In turn for every case and style; 1 to 200,000.",
  styles: "Styles",
  style_indication: "Radiology order",
  style_emergency: "Emergency note",
  style_discharge: "Discharge summary",
  doSynthesize: "Write the notes",
  synthesizing: "Writing notes",
  synthesizeDone:
    "{{notes, number}} notes of {{cases, number}} cases. {{equal, number}} left out because they repeat.",

  watch: "Watched folder",
  watchAbout:
    "New files of one folder are imported while this program runs, then moved to done or failed.",
  watchOff: "No folder is watched.",
  watchOn: "{{folder}} is watched. Its files become versions of {{dataset}}.",
  watchState:
    "Since the start: {{imported, number}} files imported, {{failed, number}} could not be.",
  watchChoose: "Choose a folder",
  watchStop: "Stop watching",
  watchTitle: "Watch this folder?",
  watchBody:
    "{{folder}}: every file in it is imported and moved to its subfolder done. Files that cannot be imported go to failed, with the reason beside them.",
  watchName: "Dataset they become versions of",
  watchDefault: "watched orders",
  watchPatients:
    "The files hold patient data: their rows are shut in until a person confirmed their de-identification",
  doWatch: "Watch",

  terminology: "Terminologies",
  terminologyAbout:
    "UMLS and ICD-10 lists that you have a licence for. They stay in the encrypted store.",
  terminologyNone: "None imported.",
  terminologyFacts: "{{name}}: {{count, number}} names, {{when}}",
  importUmls: "Import UMLS",
  importCodes: "Import ICD-10 codes",
  umlsHint: "Choose MRCONSO.RRF, and MRSTY.RRF with it for the types.",
  umlsNeeds: "None of the chosen files is called MRCONSO.RRF.",
  importingTerms: "Reading the terminology",
  termsDone: "{{name}}: {{count, number}} names are in the store.",
  removeTerms: "Remove {{name}}",
});
