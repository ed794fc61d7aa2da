/** What was taken from a generator to look at, and the rest of it. Ends the rest when it is left. */
export async function* withFirst<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
