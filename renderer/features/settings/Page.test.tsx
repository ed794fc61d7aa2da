// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { SessionState } from "../../../electron/shared/contract/session.ts";
import { type Settings, SettingsSchema } from "../../../electron/shared/domain/settings.ts";
import { registerCommands } from "../../app/commands/registry.ts";
import { type Answers, fakeBridge, renderPage } from "../../testing/render-page.tsx";
import Page from "./Page.tsx";

afterEach(cleanup);

function show(part: string, answers: Answers = {}) {
  let settings = SettingsSchema.parse({});
  const bridge = fakeBridge({
    "settings.get": () => settings,
    "settings.set": (change: Partial<Settings>) => {
      settings = { ...settings, ...change };
      return settings;
    },
    ...answers,
  });
  renderPage(Page, `/settings?part=${part}`);
  return { ...bridge, user: userEvent.setup() };
}

const sent = (asked: readonly { entry: string; input: unknown }[], entry: string) =>
  asked.filter((one) => one.entry === entry).map((one) => one.input);

describe("settings", () => {
  it("changes the colours and shows the choice", async () => {
    const { asked, user } = show("general");
    await user.click(await screen.findByRole("button", { name: "Dark" }));
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "Dark" }).getAttribute("aria-pressed")).toBe(
        "true",
      ),
    );
    expect(sent(asked, "settings.set")).toEqual([{ theme: "dark" }]);
  });

  const state: SessionState = {
    state: "open",
    protection: "passphrase",
    keyring: { available: true, name: "KWallet 6" },
    takesPassphrase: true,
    problem: null,
  };

  it("asks for the present passphrase before the key is guarded in another way", async () => {
    const { asked, user } = show("key", {
      "session.state": () => state,
      "session.protect": () => ({ ...state, protection: "system" }),
    });
    await user.click(await screen.findByText("KWallet 6 alone"));
    const apply = screen.getByRole<HTMLButtonElement>("button", { name: "Change the protection" });
    expect(apply.disabled).toBe(true);
    await user.type(screen.getByLabelText("Present passphrase"), "correct horse");
    await user.click(apply);
    await waitFor(() =>
      expect(sent(asked, "session.protect")).toEqual([
        { protection: "system", current: "correct horse" },
      ]),
    );
  });

  it("takes the protection away only when that was said", async () => {
    const { user } = show("key", { "session.state": () => ({ ...state, protection: "both" }) });
    await user.click(await screen.findByText("No protection"));
    const apply = screen.getByRole<HTMLButtonElement>("button", { name: "Change the protection" });
    expect(apply.disabled).toBe(true);
    await user.click(screen.getByLabelText(/will not be protected/));
    expect(apply.disabled).toBe(false);
    expect(screen.queryByLabelText("Present passphrase")).toBeNull();
  });

  it("gives a command other keys, not those of another command", async () => {
    const noop = () => {};
    const remove = registerCommands([
      { id: "one", title: "One", shortcut: "Alt+1", run: noop },
      { id: "two", title: "Two", shortcut: "Alt+2", run: noop },
    ]);
    const { asked, user } = show("keyboard");
    await user.click(await screen.findByRole("button", { name: /keys of One/ }));
    await user.keyboard("{Alt>}2{/Alt}");
    await screen.findByText("Alt+2 belongs to “Two” already.");
    expect(sent(asked, "settings.set")).toEqual([]);
    await user.click(screen.getByRole("button", { name: /keys of One/ }));
    await user.keyboard("{Control>}e{/Control}");
    await waitFor(() =>
      expect(sent(asked, "settings.set")).toEqual([{ shortcuts: { one: "Ctrl+E" } }]),
    );
    remove();
  });

  it("says whether the audit chain holds", async () => {
    const entry = {
      seq: 1,
      at: 1_700_000_000_000,
      actor: "ada",
      action: "datasets.import",
      objects: [{ kind: "dataset" as const, id: "data-aaaaaaaa", sha256: "c".repeat(64) }],
      prevHash: "0".repeat(64),
      mac: "d".repeat(64),
    };
    const report = { ok: false, entries: 1, headHash: "e".repeat(64), seq: 2 };
    const { user } = show("audit", {
      "audit.list": () => [entry],
      "audit.verify": () => ({ ...report, problem: "Entry 2 was changed." }),
    });
    await screen.findByRole("table", { name: "Audit log" });
    await user.click(screen.getByRole("button", { name: "Verify the chain" }));
    await screen.findByText("The chain is broken: Entry 2 was changed.");
  });
});
