import { defineText } from "../../app/text/text.ts";

export const text = defineText("markdown", {
  cut: "The rest of this text is not shown: it is too long.",
  copyAddress: "Copy the address. It is not opened from here.",
});
