/** Tells when the computer is back on a network: main gets no event of it, so that it looks now and then. */

/** Milliseconds between two looks. */
const EVERY_MS = 20_000;

/** Calls `back` whenever `isOnline` is true after having been false; answers the way to stop. */
export function watchNetwork(isOnline: () => boolean, back: () => void): () => void {
  let was = isOnline();
  const timer = setInterval(() => {
    const is = isOnline();
    const returned = is && !was;
    was = is;
    if (returned) back();
  }, EVERY_MS);
  return () => clearInterval(timer);
}
