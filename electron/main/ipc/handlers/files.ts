import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { FilePurpose } from "../../../shared/contract/files.ts";
import type { contract } from "../../../shared/contract/index.ts";
import { AppError } from "../../../shared/errors.ts";
import { systemError } from "../../../shared/system-error.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import type { HandlerHost } from "../handler-host.ts";

const MAX_READ_BYTES = 1 << 20;
/** Purposes whose dialog names a file to write. */
const SAVING: ReadonlySet<FilePurpose> = new Set([
  "label-output",
  "config-output",
  "chart-output",
  "text-output",
]);

export const filesHandlers = (host: HandlerHost): Handlers<typeof contract.files> => ({
  choose: async ({ purpose, suggestedName }) => {
    const paths = await host.dialogs.choose(purpose, suggestedName);
    const use = SAVING.has(purpose) ? "write" : "read";
    return paths.map((path) => host.files.add(path, use));
  },
  writeText: ({ handle, text }) =>
    write(host, "files.writeText", handle, Buffer.from(text, "utf8")),
  writeBytes: ({ handle, base64 }) =>
    write(host, "files.writeBytes", handle, Buffer.from(base64, "base64")),
  readText: ({ handle }) => {
    const path = host.files.path(handle);
    try {
      const { size } = statSync(path);
      if (size > MAX_READ_BYTES) {
        throw new AppError("TOO_LARGE", "The file is larger than 1 MiB.", {
          field: "file",
          hint: "Choose the small settings file that this program exported.",
        });
      }
      return { text: readFileSync(path, "utf8") };
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw systemError(error, "reading the chosen file", { path });
    }
  },
});

/** The audit log knows that this content left the store, not where it went. */
function write(
  host: HandlerHost,
  action: string,
  handle: string,
  bytes: Buffer,
): { bytes: number } {
  const path = host.files.target(handle);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { audit } = host.workbench(); // nothing is written while the program is locked
  audit.recordFile(action, sha256, () => writeFileAtomic(path, bytes, 0o600));
  return { bytes: bytes.byteLength };
}
