import { defineText } from "../app/text/text.ts";

export const text = defineText("components", {
  copyDetails: "Copy details",
  copied: "Copied",
  confirm: "Confirm",
  cancel: "Cancel",
  save: "Save",
  loading: "Loading",
  left: "about {{time}} left",
  noRows: "Nothing here yet.",
  help: "What is this?",
  showPassphrase: "Show the passphrase",
  hidePassphrase: "Hide the passphrase",
  newPassphrase: "New passphrase",
  passphraseAgain: "New passphrase again",
  passphraseLength: "At least {{length}} characters: several unrelated words are easy to keep.",
  passphrasesDiffer: "The two are not equal.",
});
