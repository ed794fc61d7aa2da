import { join } from "node:path";
import { BrowserWindow, nativeTheme } from "electron";
import { ORIGIN } from "./app-protocol.ts";
import { reloadCrashedPage } from "./platform/crashed-page.ts";
import { confine } from "./session-policy.ts";

/** The page's own backgrounds, so that the first frame does not flash. */
const BACKGROUND = { light: "#f6f8fa", dark: "#10151b" };

export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 920,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: "Differential",
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      webviewTag: false,
      safeDialogs: true,
      enableWebSQL: false,
      navigateOnDragDrop: false,
    },
  });
  confine(window.webContents);
  reloadCrashedPage(window);
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${ORIGIN}/`);
  return window;
}

export function preloadPath(folder: string): string {
  return join(folder, "..", "preload", "index.cjs");
}
