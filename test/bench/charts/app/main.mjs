// One window on the page that run.ts built; which way it draws, the query says.
import { app, BrowserWindow } from "electron";

app.commandLine.appendSwitch("disable-gpu");
// Not awaited: Electron is ready only after this file has run.
app.whenReady().then(() => {
  const page = process.env.CHARTS_BENCH_PAGE ?? "";
  return new BrowserWindow({ width: 1280, height: 800 }).loadFile(page);
});
