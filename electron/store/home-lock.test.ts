import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { acquireHomeLock } from "./home-lock.ts";

it("is held once, and again after it was released", () => {
  const file = join(temporaryFolder(), "lock");
  const lock = acquireHomeLock(file);
  expect(() => acquireHomeLock(file)).toThrow(`process ${process.pid}`);
  lock.release();
  acquireHomeLock(file).release();
});
