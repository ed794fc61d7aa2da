let watching = false;

/**
 * In a damaged file pdf.js starts work on parts that nobody then waits for; that such a part fails
 * would end the process. What is waited for still fails where it is waited for.
 */
export function endureStrayRejections(): void {
  if (watching) return;
  watching = true;
  process.on("unhandledRejection", () => {});
}
