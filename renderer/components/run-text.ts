import { defineText } from "../app/text/text.ts";

export const text = defineText("run-words", {
  queued: "Waiting",
  running: "Running",
  paused: "Paused",
  interrupted: "Interrupted",
  finished: "Finished",
  failed: "Failed",
  stopped: "Stopped",
  evaluating: "Evaluating",
  "phase-waiting": "Waiting for its turn",
  "phase-preparing": "Preparing",
  "phase-hashing": "Checking the base model",
  "phase-tokenizing": "Tokenizing",
  "phase-loading": "Loading the base model",
  "phase-quantizing": "Quantizing",
  "phase-training": "Training",
  "phase-evaluating": "Measuring validation loss",
  "phase-saving": "Saving a checkpoint",
  "phase-evaluating-base": "Evaluating the base model on the test part",
  "phase-evaluating-tuned": "Evaluating the fine-tuned model on the test part",
  "phase-evaluating-answers": "Both models answer the questions of the test part",
});
