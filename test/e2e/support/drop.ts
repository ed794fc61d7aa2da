/** Drops files on the page as a file manager does: real files, real paths, trusted events. */
import type { RunningWindow } from "./launch.ts";

export async function dropFiles(
  window: RunningWindow,
  paths: readonly string[],
  target = "main",
): Promise<void> {
  const box = await window.page.locator(target).first().boundingBox();
  if (box === null) throw new Error(`there is no ${target} to drop on`);
  const session = await window.context.newCDPSession(window.page);
  const place = { x: box.x + box.width / 2, y: box.y + Math.min(box.height, 600) / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, ...place, data });
  }
  await session.detach();
}
