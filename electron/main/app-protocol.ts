/** app://workbench: the page and its files, read from the program's folder and from nowhere else. */
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { protocol, type Session } from "electron";

export const SCHEME = "app";
export const ORIGIN = `${SCHEME}://workbench`;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Stands in index.html where the style nonce of this load goes. */
const NONCE_MARK = "STYLE_NONCE";

/** Call before the app is ready. */
export function declareScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

export function serveApp(session: Session, folder: string): void {
  const files = new Set(listFiles(folder));
  session.protocol.handle(SCHEME, (request) => {
    const url = new URL(request.url);
    const name = url.pathname === "/" ? "index.html" : decodeURIComponent(url.pathname).slice(1);
    if (url.host !== "workbench" || request.method !== "GET" || !files.has(name)) {
      return new Response("not found", { status: 404, headers: headers("text/plain", "") });
    }
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    const bytes = readFileSync(join(folder, name));
    if (name !== "index.html") return new Response(bytes, { headers: headers(type, "") });
    const nonce = randomBytes(16).toString("base64");
    const page = bytes.toString("utf8").replaceAll(NONCE_MARK, nonce);
    return new Response(page, { headers: headers(type, nonce) });
  });
}

/** Emotion writes its style sheets while the page runs: they carry the nonce, nothing else may. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === "" ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "frame-src 'none'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Newer Chromium than 148 knows it; for the others session-policy.ts has a switch.
    "webrtc 'block'",
  ].join("; ");
}

function headers(type: string, nonce: string): Record<string, string> {
  return {
    "content-type": type,
    "content-security-policy": contentSecurityPolicy(nonce),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
