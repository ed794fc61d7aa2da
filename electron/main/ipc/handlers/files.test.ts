// Files that the window writes: to the chosen place, whole, and with one entry in the audit log.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { handlerWindow } from "../../../../test/support/handler-window.ts";

it("what was written is in the audit log by its hash, without its place or its words", async () => {
  const { folder, files, workbench, dispatcher } = await handlerWindow();
  const path = join(folder, "answers.txt");
  const { handle } = files.add(path, "write");
  const text = "Base: CT Head WO";
  expect(await dispatcher.call("files", "writeText", { handle, text })).toEqual({
    ok: true,
    value: { bytes: 16 },
  });
  expect(readFileSync(path, "utf8")).toBe(text);
  const [entry] = workbench.audit.list({ limit: 1 });
  const sha256 = createHash("sha256").update(text).digest("hex");
  expect(entry).toMatchObject({ action: "files.writeText", objects: [{ kind: "file", sha256 }] });
  expect(JSON.stringify(entry)).not.toMatch(/answers|CT Head/);
  expect(workbench.audit.verify().ok).toBe(true);
});

it("a file that cannot be written leaves no entry", async () => {
  const { folder, files, workbench, dispatcher } = await handlerWindow();
  const before = workbench.audit.list({ limit: 1 })[0]?.seq;
  const { handle } = files.add(join(folder, "no-such-folder", "x.png"), "write");
  const result = await dispatcher.call("files", "writeBytes", { handle, base64: "AAAA" });
  expect(result.ok).toBe(false);
  expect(existsSync(join(folder, "no-such-folder"))).toBe(false);
  expect(workbench.audit.list({ limit: 1 })[0]?.seq).toBe(before);
});
