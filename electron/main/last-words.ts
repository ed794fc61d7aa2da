/** The end of what a process wrote to standard error: it says why the process ended. */
const KEPT_CHARS = 4000;

/** Reads the stream; the function gives what has come so far, the newest part of it. */
export function lastWordsOf(stream: NodeJS.ReadableStream | null): () => string {
  let words = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    words = (words + text).slice(-KEPT_CHARS);
  });
  return () => words;
}
