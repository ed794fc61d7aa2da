// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { AppError } from "../../../electron/shared/errors.ts";
import { renderPage } from "../../testing/render-page.tsx";
import { useNotice } from "./notices.tsx";

afterEach(cleanup);

it.each([
  [
    "a known error, with what to do",
    new AppError("NOT_FOUND", "No such run.", { hint: "Load the list again." }),
    "No such run. Load the list again.",
  ],
  ["a known error without a hint", new AppError("IO", "The disk failed."), "The disk failed."],
  [
    "a foreign error, whose own words may quote a text or a path",
    new DOMException("/home/ada/notes.csv", "NotAllowedError"),
    "Unexpected error (NotAllowedError). This is a defect of the program. The log of this machine has the particulars.",
  ],
])("tells of %s", async (_, error, words) => {
  const Page = () => {
    const notice = useNotice();
    return (
      <button type="button" onClick={() => notice.failed(error)}>
        Go
      </button>
    );
  };
  renderPage(Page, "/");
  await userEvent.setup().click(screen.getByRole("button", { name: "Go" }));
  expect((await screen.findByRole("alert")).textContent).toBe(words);
});
