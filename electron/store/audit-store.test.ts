import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type TemporaryStore, temporaryStore } from "../../test/support/temporary-store.ts";
import { canonicalJson } from "../shared/canonical-json.ts";
import { auditKey, entryHash, entryMac, FIRST_PREV_HASH } from "./audit-chain.ts";
import { AuditMirror } from "./audit-mirror.ts";
import { openDatabase } from "./open-database.ts";
import { openStore } from "./open-store.ts";

const ENTRIES = 40;

function filled(): TemporaryStore {
  const temporary = temporaryStore();
  for (let i = 0; i < ENTRIES; i += 1) {
    temporary.store.command("settings.set", (entry) => entry.about("setting", `s${i}`));
  }
  expect(temporary.store.audit.verify()).toMatchObject({ ok: true, entries: ENTRIES });
  temporary.store.close();
  return temporary;
}

/** Changes the log as someone with the key and a SQLite shell would, then asks for the verdict. */
function verdictAfter({ options }: TemporaryStore, ...statements: string[]) {
  const db = openDatabase(options.file, options.key, "write");
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers as { name: string }[]) db.exec(`DROP TRIGGER ${name}`);
  db.exec("SAVEPOINT before");
  for (const statement of statements) db.exec(statement);
  db.exec("RELEASE before");
  db.close();
  const store = openStore({ ...options, mode: "read" });
  const report = store.audit.verify();
  store.close();
  return report;
}

it("is append-only for every statement the store could send", () => {
  const { options } = filled();
  const db = openDatabase(options.file, options.key, "write");
  for (const statement of [
    "UPDATE audit_entry SET actor = 'x' WHERE seq = 3",
    "DELETE FROM audit_entry WHERE seq = 3",
    "INSERT INTO audit_entry SELECT seq + 100, at, actor, action, objects, prev_hash, mac FROM audit_entry WHERE seq = 3",
  ]) {
    expect(() => db.exec(statement)).toThrow(/append-only/);
  }
  db.close();
});

it("finds every edit, deletion, insertion, swap and new date", () => {
  const temporary = filled();
  const good = readFileSync(temporary.options.file);
  const copy = "INSERT INTO audit_entry (seq, at, actor, action, objects, prev_hash, mac) SELECT";
  for (let seq = 1; seq < ENTRIES; seq += 3) {
    const attacks: [string, string[]][] = [
      ["edit", [`UPDATE audit_entry SET objects = '[]' WHERE seq = ${seq}`]],
      ["actor", [`UPDATE audit_entry SET actor = 'other' WHERE seq = ${seq}`]],
      ["date", [`UPDATE audit_entry SET at = at + 1 WHERE seq = ${seq}`]],
      ["delete", [`DELETE FROM audit_entry WHERE seq = ${seq}`]],
      [
        "delete and close the gap",
        [
          `DELETE FROM audit_entry WHERE seq = ${seq}`,
          `UPDATE audit_entry SET seq = -seq WHERE seq > ${seq}`,
          "UPDATE audit_entry SET seq = -seq - 1 WHERE seq < 0",
        ],
      ],
      [
        "insert",
        [
          `UPDATE audit_entry SET seq = -seq WHERE seq > ${seq}`,
          "UPDATE audit_entry SET seq = -seq + 1 WHERE seq < 0",
          `${copy} seq + 1, at, actor, action, objects, prev_hash, mac FROM audit_entry WHERE seq = ${seq}`,
        ],
      ],
      [
        "swap",
        [
          `UPDATE audit_entry SET seq = -1 WHERE seq = ${seq}`,
          `UPDATE audit_entry SET seq = ${seq} WHERE seq = ${seq + 1}`,
          `UPDATE audit_entry SET seq = ${seq + 1} WHERE seq = -1`,
        ],
      ],
    ];
    for (const [name, statements] of attacks) {
      writeFileSync(temporary.options.file, good);
      const report = verdictAfter(temporary, ...statements);
      expect({ name, seq, ok: report.ok }).toEqual({ name, seq, ok: false });
      expect(report.problem).not.toBe("");
    }
  }
});

it("finds a cut tail of any length by the mirrored head", () => {
  const temporary = filled();
  for (let keep = ENTRIES - 1; keep >= 0; keep -= 1) {
    const report = verdictAfter(temporary, `DELETE FROM audit_entry WHERE seq > ${keep}`);
    expect(report.problem).toContain("cut");
  }
});

it("finds a removed, a changed and an older mirror, and keeps the evidence", () => {
  const temporary = filled();
  const { options } = temporary;
  const good = readFileSync(options.auditHead, "utf8");
  const problem = () => {
    const store = openStore(options);
    // Two: one entry of lag is what a crash may leave.
    store.command("settings.set", () => {});
    store.command("settings.set", () => {});
    const report = store.audit.verify();
    store.close();
    return report.problem;
  };
  writeFileSync(options.auditHead, good.replace(/"seq":\d+/, '"seq":3'));
  expect(problem()).toContain("changed");
  writeFileSync(options.auditHead, good);
  expect(problem()).toContain("older");
  rmSync(options.auditHead);
  expect(problem()).toContain("missing");
  expect(() => readFileSync(options.auditHead)).toThrow(/ENOENT/);
});

it("takes the one entry of lag that a crash leaves", () => {
  const { options, reopen } = filled();
  const before = readFileSync(options.auditHead);
  let store = reopen();
  store.command("settings.set", () => {});
  writeFileSync(options.auditHead, before);
  store = reopen();
  expect(store.audit.verify().ok).toBe(true);
  store.command("settings.set", () => {});
  expect(store.audit.verify().ok).toBe(true);
});

it("verifies at the cost of its hashes: a long log is no reason not to look", () => {
  const entries = 20_000;
  const { store, options, reopen } = temporaryStore();
  store.close();
  const key = auditKey(options.key);
  const db = openDatabase(options.file, options.key, "write");
  const insert = db.prepare(
    "INSERT INTO audit_entry VALUES (?, ?, 'tester', 'runs.start', ?, ?, ?)",
  );
  let prevHash = FIRST_PREV_HASH;
  // Processor time, and of the same run: what else the machine does is not the log's fault.
  const writing = process.cpuUsage();
  db.exec("BEGIN");
  for (let seq = 1; seq <= entries; seq += 1) {
    const objects = [{ kind: "run" as const, id: `run-${seq}`, sha256: prevHash }];
    const entry = { seq, at: seq, actor: "tester", action: "runs.start", objects, prevHash };
    const mac = entryMac(key, entry);
    insert.run(seq, seq, canonicalJson(objects), prevHash, mac);
    prevHash = entryHash({ ...entry, mac });
  }
  db.exec("COMMIT");
  const written = process.cpuUsage(writing);
  db.close();
  new AuditMirror(options.auditHead, key).write({ seq: entries, hash: prevHash });
  const { audit } = reopen();
  const verifying = process.cpuUsage();
  expect(audit.verify()).toMatchObject({ ok: true, entries, headHash: prevHash });
  const verified = process.cpuUsage(verifying);
  const total = (cpu: NodeJS.CpuUsage) => cpu.user + cpu.system;
  expect(total(verified) / total(written)).toBeLessThan(3);
});
