import { defineText } from "../../app/text/text.ts";

export const text = defineText("session", {
  product: "Differential",
  newTitle: "Welcome",
  newLead:
    "Everything you import, train and ask is kept in one encrypted store on this computer. Choose what guards its key.",
  passphrase: "Passphrase",
  withPassphrase: "A passphrase",
  withPassphraseWhy:
    "You type it each time the workbench starts. Several unrelated words are easy to keep and hard to guess. It cannot be recovered: without it the data is lost.",
  withSystem: "{{name}} of this desktop session",
  withSystemWhy:
    "Opens by itself when you are logged in. Other users and a stolen disk get nothing.",
  without: "No protection",
  withoutWhy:
    "The key lies beside the data, in a file only your user account can read. Whoever can read your files, or takes the disk, can read the notes. For synthetic data and trials only.",
  withoutSure: "I understand: the notes in this store are not protected.",
  create: "Create the store",
  noKeyring:
    "This desktop session has no secret store (GNOME Keyring or KWallet) that could keep the key for you.",
  lockedTitle: "Unlock the workbench",
  lockedLead: "Enter the passphrase that guards this computer's store.",
  stuckTitle: "The store could not be opened",
  unlock: "Unlock",
  retry: "Try again",
  offline: "This program opens no network connection. Nothing leaves this computer.",
});
