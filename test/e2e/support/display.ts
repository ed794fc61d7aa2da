/** One display in memory for all files of the end-to-end tests. */
import { startVirtualDisplay } from "../../../tools/desktop/virtual-display.ts";

export default async function setup(): Promise<() => void> {
  const display = await startVirtualDisplay();
  Object.assign(process.env, display.env);
  delete process.env.WAYLAND_DISPLAY;
  return display.stop;
}
