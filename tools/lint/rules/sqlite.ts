import { type Finding, isUnder, type Project } from "../project.ts";

// Tests under test/ may open a database behind the store's back: to break it, or to prove that it
// is unreadable without its key. Nothing else may.
const mayUseSqlite = (path: string) => isUnder(path, "electron/store") || isUnder(path, "test");

const sqlitePackage = /^(better-sqlite3.*|node:sqlite|sqlite3?|sqlite-vec|kysely|drizzle-orm)$/;

// Upper case, as the store writes it; in lower case only what is no English sentence.
const statement =
  /\b(SELECT\s[\s\S]*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|(CREATE|DROP|ALTER)\s+(TEMP\s+|UNIQUE\s+)?(TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s+\w+)|\b(insert\s+into\s+\w+\s*\(|create\s+table\s+\w+\s*\(|select\s+\*\s+from\s|select\s+count\(|delete\s+from\s+\w+\s+where\s)/;

export function checkSqlite(project: Project): Finding[] {
  const findings: Finding[] = [];
  for (const file of project.typescript) {
    if (mayUseSqlite(file.path)) continue;
    for (const one of file.imports) {
      if (!sqlitePackage.test(one.package ?? "")) continue;
      const message = `imports ${one.specifier}: electron/store alone imports SQLite`;
      findings.push({ path: file.path, line: one.line, message });
    }
    if (isUnder(file.path, "tools/lint")) continue; // its tests hold SQL as examples
    for (const text of file.texts) {
      if (!statement.test(text.value)) continue;
      findings.push({ path: file.path, line: text.line, message: "SQL outside electron/store" });
    }
  }
  for (const file of project.files) {
    if (!file.path.endsWith(".sql") || isUnder(file.path, "electron/store")) continue;
    findings.push({ path: file.path, line: 1, message: "SQL outside electron/store" });
  }
  return findings;
}
