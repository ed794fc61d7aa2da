import { defineText } from "../../app/text/text.ts";

export const text = defineText("settings", {
  title: "Settings",
  parts: "Parts of the settings",
  general: "General",
  computing: "Computing",
  storage: "Storage",
  key: "Key and passphrase",
  keyboard: "Keyboard",
  audit: "Audit log",
  about: "About",
  // General
  theme: "Colours",
  theme_system: "As the system",
  theme_light: "Light",
  theme_dark: "Dark",
  language: "Language",
  languageSystem: "As the system ({{name}})",
  languageWhy: "Only languages that have texts are listed.",
  notifications: "Tell me when long work ends",
  notificationsWhy:
    "A notification of the system, when the window is not in front. It names the run, never a note.",
  // Computing
  device: "Device that trains and answers",
  deviceCpu: "CPU: {{name}}",
  deviceGpu: "GPU {{index}}: {{name}}",
  deviceWhy: "Used where nothing else is chosen for a run.",
  deviceNone: "Not usable: {{reason}}",
  threads: "Threads of the CPU",
  threadsAll: "All ({{count}})",
  threadsSome_one: "{{count}} thread",
  threadsSome_other: "{{count}} threads",
  threadsWhy:
    "Fewer threads leave room for other programs; training takes longer. The results stay the same.",
  engine: "Engine {{version}}",
  // Storage
  place: "Where everything is kept",
  copyPlace: "Copy the folder's path",
  placeWhy:
    "To keep it elsewhere, close the program, move the folder and set DIFFERENTIAL_HOME to its new place.",
  size: "Size",
  what: "What",
  freeDisk: "Free on this disk",
  storeSize: "Encrypted store",
  storeWhat:
    "Dataset versions: {{datasets}} ({{rows}} rows). Conversations: {{conversations}}. All figures and the audit log.",
  checkpointSize: "Checkpoints",
  checkpointWhat:
    "Adapters and training states. Runs with checkpoints: {{runs}}. Not encrypted: weights can remember notes.",
  modelSize: "Base models in this folder",
  modelWhat: "Bundled and copied bases. Not encrypted.",
  logSize: "Logs",
  logWhat: "Events without note text.",
  total: "Together",
  largest: "Largest runs",
  largestNone: "No checkpoint yet.",
  run: "Run",
  checkpoints: "Checkpoints",
  freeOf: "{{free}} of {{total}}",
  // Key
  keyNow: "How the key is guarded now",
  now_system: "By {{name}}. The workbench opens by itself while you are logged in.",
  now_passphrase: "By your passphrase, asked at every start.",
  now_both:
    "By {{name}}, and by your passphrase as a second way in. The workbench opens by itself while you are logged in; the command line asks for the passphrase.",
  now_none: "Not at all: the key lies beside the data, in a file only your user account can read.",
  theKeyring: "the system's secret store",
  change: "Guard it in another way",
  choice_system: "{{name}} alone",
  choice_systemWhy:
    "Opens by itself while you are logged in. If the secret store is lost, so is the data. The command line cannot open it.",
  choice_both: "{{name}} and a passphrase",
  choice_bothWhy:
    "Opens by itself while you are logged in; the passphrase opens it on the command line, or if the secret store is lost.",
  choice_passphrase: "A passphrase alone",
  choice_passphraseWhy:
    "Asked at every start. It cannot be recovered: without it the data is lost.",
  choice_none: "No protection",
  choice_noneWhy:
    "Whoever can read your files, or takes the disk, can read the notes. For synthetic data and trials only.",
  noKeyring:
    "This desktop session has no secret store (GNOME Keyring, KWallet) that could keep the key.",
  present: "Present passphrase",
  sure: "I understand: the notes in this store will not be protected.",
  apply: "Change the protection",
  applied:
    "The key is guarded in the new way from now on. Copies of the folder made before keep the old one.",
  keyWhat:
    "The key itself never changes. What is not encrypted with it: weights, checkpoints and files you export.",
  // Keyboard
  keyboardWhy:
    "Choose a key, press the new keys, done. Esc leaves it as it is, Backspace takes the keys away.",
  command: "Command",
  keys: "Keys",
  noKeys: "none",
  changeKeys: "Change the keys of {{command}}",
  pressKeys: "Press the new keys…",
  resetKeys: "Back to {{keys}}",
  resetAll: "Reset all keys",
  keysTaken: "{{keys}} belongs to “{{command}}” already.",
  keysPlain: "Use Ctrl or Alt with a letter or digit, or a function key.",
  fixedTitle: "Keys that stay as they are",
  fixedPalette: "All commands",
  fixedAsk: "Ask (in the chat)",
  fixedLine: "New line (in the chat)",
  fixedStop: "Stop the answer (in the chat)",
  fixedMove: "Next and previous field",
  // Audit
  auditWhy:
    "Every command that changed something, in a chain: an entry that is changed, removed or moved breaks it. An administrator who holds the key and both files could still write it anew.",
  verify: "Verify the chain",
  verifying: "Verifying…",
  verified_one: "Unbroken: {{count}} entry. The head is {{hash}}.",
  verified_other: "Unbroken: {{count}} entries. The head is {{hash}}.",
  broken: "The chain is broken: {{problem}}",
  brokenHint: "Keep this folder as it is and tell whoever looks after this computer.",
  time: "Time",
  who: "Who",
  action: "Command",
  objects: "About",
  auditNone: "No entry yet.",
  older: "Older entries",
  entry: "No.",
  // About
  version: "Differential {{version}}",
  licence: "Licence",
  runtimes: "Electron {{electron}}, Chromium {{chrome}}, Node.js {{node}}",
  privacy:
    "No telemetry, no network: this program opens no connection, sends nothing and looks for no updates.",
  review: "Not for diagnosis without review.",
  packages: "Packages it is made with",
  packageName: "Package",
  packageVersion: "Version",
  notices: "Notices",
});
