// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { SessionState } from "../../../electron/shared/contract/session.ts";
import { AppError } from "../../../electron/shared/errors.ts";
import { type Answers, fakeBridge, renderPage } from "../../testing/render-page.tsx";
import Page from "./Page.tsx";

afterEach(cleanup);

const NEW: SessionState = {
  state: "new",
  protection: null,
  keyring: { available: false, name: "" },
  takesPassphrase: false,
  problem: null,
};
const LOCKED: SessionState = {
  ...NEW,
  state: "locked",
  protection: "passphrase",
  takesPassphrase: true,
};

function show(state: SessionState, answers: Answers = {}) {
  const bridge = fakeBridge({ "session.state": () => state, ...answers });
  renderPage(Page, "/");
  return { ...bridge, user: userEvent.setup() };
}

const sent = (asked: readonly { entry: string; input: unknown }[], entry: string) =>
  asked.filter((one) => one.entry === entry).map((one) => one.input);
const create = () => screen.getByRole<HTMLButtonElement>("button", { name: "Create the store" });

describe("a new store", () => {
  it("takes a passphrase typed twice alike, and says that it cannot be recovered", async () => {
    const { asked, user } = show(NEW, { "session.create": () => ({ ...NEW, state: "open" }) });
    expect((await screen.findByText(/cannot be recovered/)).textContent).toBeTruthy();
    expect(create().disabled).toBe(true);
    await user.type(screen.getByLabelText("New passphrase"), "correct horse");
    await user.type(screen.getByLabelText("New passphrase again"), "correct hors");
    expect(create().disabled).toBe(true);
    screen.getByText("The two are not equal.");
    await user.type(screen.getByLabelText("New passphrase again"), "e");
    await user.click(create());
    await waitFor(() =>
      expect(sent(asked, "session.create")).toEqual([
        { protection: "passphrase", passphrase: "correct horse" },
      ]),
    );
  });

  it("without protection needs it said that the notes are not protected", async () => {
    const { asked, user } = show(NEW, { "session.create": () => ({ ...NEW, state: "open" }) });
    await user.click(await screen.findByText("No protection"));
    expect(create().disabled).toBe(true);
    await user.click(screen.getByLabelText(/notes in this store are not protected/));
    await user.click(create());
    await waitFor(() => expect(sent(asked, "session.create")).toEqual([{ protection: "none" }]));
  });

  it("offers the secret store where there is one", async () => {
    const keyring = { available: true, name: "GNOME Keyring" };
    show({ ...NEW, keyring });
    await screen.findByText("GNOME Keyring of this desktop session");
    expect(create().disabled).toBe(false);
  });
});

describe("a locked store", () => {
  it("opens with the passphrase, and says when it is the wrong one", async () => {
    const { asked, user } = show(LOCKED, {
      "session.unlock": () => {
        throw new AppError("STORE_KEY_WRONG", "This passphrase does not open the workbench.", {
          hint: "Check Caps Lock.",
        });
      },
    });
    const field = await screen.findByLabelText<HTMLInputElement>("Passphrase");
    expect(field.type).toBe("password");
    await user.type(field, "wrong words{Enter}");
    await screen.findByText("Check Caps Lock.");
    expect(sent(asked, "session.unlock")).toEqual([{ passphrase: "wrong words" }]);
    await user.click(screen.getByRole("button", { name: "Show the passphrase" }));
    expect(field.type).toBe("text");
  });

  it("whose key only another session has says so and tries again", async () => {
    const problem = {
      code: "STORE_KEY_WRONG" as const,
      message: "The key is kept by KWallet 6.",
      hint: "Log in to that session.",
    };
    const { asked, user } = show(
      { ...LOCKED, protection: "system", takesPassphrase: false, problem },
      { "session.retry": () => LOCKED },
    );
    await screen.findByText("The key is kept by KWallet 6.");
    expect(screen.queryByLabelText("Passphrase")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(sent(asked, "session.retry")).toEqual([{}]));
  });
});
