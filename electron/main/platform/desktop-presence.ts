/** The desktop's own signs of long work: the tray, the taskbar's bar, notifications. */
import { join } from "node:path";
import { type BrowserWindow, Menu, Notification, nativeImage, Tray } from "electron";
import type { DesktopPort } from "../services/presence.ts";

export interface DesktopPresenceOptions {
  readonly window: () => BrowserWindow | null;
  /** Brings the window to the front, or opens one. */
  readonly show: () => void;
  /** Asks first while work is under way. */
  readonly quit: () => void;
  /** Folder of the program's resources. */
  readonly resources: string;
}

export interface DesktopPresence extends DesktopPort {
  close(): void;
}

/** The tray stands only while something is under way. */
export function createDesktopPresence(options: DesktopPresenceOptions): DesktopPresence {
  let tray: Tray | null = null;
  const close = () => {
    tray?.destroy();
    tray = null;
  };
  return {
    progress(work) {
      options.window()?.setProgressBar(work === null ? -1 : work.share < 0 ? 2 : work.share);
      if (work === null) return close();
      tray ??= makeTray(options);
      tray.setToolTip(`Differential. ${work.line}`);
      // Not every desktop shows a tray's tooltip: the menu says it too.
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: work.line, enabled: false },
          { label: "Open", click: options.show },
          { label: "Quit", click: options.quit },
        ]),
      );
    },
    notify(title, body) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on("click", options.show);
      notification.show();
    },
    isInFront: () => options.window()?.isFocused() ?? false,
    close,
  };
}

function makeTray({ resources, show }: DesktopPresenceOptions): Tray {
  const tray = new Tray(nativeImage.createFromPath(join(resources, "icons", "tray.png")));
  tray.on("click", show);
  return tray;
}
