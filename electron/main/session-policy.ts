/** What the page may do: nothing that leaves this machine, nothing that asks the system. */
import { app, type Session, type WebContents } from "electron";
import { ORIGIN, SCHEME } from "./app-protocol.ts";

/** Call before the app is ready. Chromium's own services open sockets unless each is told not to. */
export function silenceNetwork(): void {
  const off = (name: string, value?: string) => app.commandLine.appendSwitch(name, value);
  off("host-resolver-rules", "MAP * ~NOTFOUND");
  off("disable-background-networking");
  off("disable-component-update");
  off("disable-domain-reliability");
  off("dns-prefetch-disable");
  off("no-proxy-server");
  off("force-webrtc-ip-handling-policy", "disable_non_proxied_udp");
  off("disable-features", "NetworkTimeServiceQuerying,MediaRouter,OptimizationHints,Translate");
}

export function applySessionPolicy(session: Session): void {
  // The dictionary download bypasses webRequest (electron/electron#22995): off in three ways.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerDictionaryDownloadURL("app://none/");
  session.webRequest.onBeforeRequest((request, answer) => {
    const allowed =
      request.url.startsWith(`${ORIGIN}/`) || /^(blob|data|devtools):/.test(request.url);
    answer({ cancel: !allowed });
  });
  // Copying an answer is all the page may ask of the system.
  const granted = new Set(["clipboard-sanitized-write"]);
  session.setPermissionRequestHandler((_, permission, answer) => answer(granted.has(permission)));
  session.setPermissionCheckHandler((_, permission) => granted.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
}

/** No page of ours navigates, opens a window or embeds one. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (!event.url.startsWith(`${SCHEME}://workbench/`)) event.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("will-frame-navigate", stay);
}
