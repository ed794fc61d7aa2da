/** The window's session over a real home: its store, its key file, its audit log. */
import { expect, it } from "vitest";
import { FakeKeyring } from "../../test/support/fake-keyring.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { openWorkbench } from "./compose.ts";
import { createSession } from "./session.ts";

const WORDS = "correct horse battery";
const start = () => {
  throw new Error("no trainer is needed");
};

it("opens, protects, records, and is opened by the command line", async () => {
  const home = temporaryFolder();
  const keyring = new FakeKeyring("gnome_libsecret");
  const open = () => createSession({ home, keyring, startTrainer: start });
  const first = open();
  await first.start();
  expect(await first.state()).toMatchObject({ state: "open", protection: "system" });
  const store = first.workbench();
  store.settings.set({ theme: "dark" });
  await first.protect({ protection: "both", passphrase: WORDS });
  expect(store.audit.list({ limit: 10 }).map((e) => [e.action, e.objects[0]?.kind])).toEqual([
    ["session.protect", "key"],
    ["settings.set", "setting"],
    ["session.create", "key"],
  ]);

  const second = open();
  await second.start();
  expect(await second.state()).toMatchObject({
    state: "locked",
    problem: { code: "STORE_LOCKED" },
  });
  await first.close();
  expect((await second.retry()).state).toBe("open");
  await second.close();

  const commandLine = await openWorkbench({ home, passphrase: WORDS });
  expect(commandLine.settings.get().theme).toBe("dark");
  expect(commandLine.audit.verify()).toMatchObject({ ok: true, entries: 3 });
  await commandLine.close();
  await expect(openWorkbench({ home })).rejects.toThrow(/protected by a passphrase/);
});

it("measures the home", async () => {
  const home = temporaryFolder();
  const workbench = await openWorkbench({ home });
  const storage = await workbench.settings.storage();
  expect(storage).toMatchObject({ place: home, checkpointBytes: 0, conversations: 0, runs: [] });
  expect(storage.storeBytes).toBeGreaterThan(4096);
  const { storeBytes, modelBytes, checkpointBytes, logBytes } = storage;
  expect(storage.usedBytes).toBe(storeBytes + modelBytes + checkpointBytes + logBytes);
  expect(storage.freeBytes).toBeGreaterThan(0);
  expect(storage.totalBytes).toBeGreaterThanOrEqual(storage.freeBytes);
  await workbench.close();
});
