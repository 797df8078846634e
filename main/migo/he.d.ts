/** The one function of `he` that is used; the package ships no types. */
declare module 'he' {
  /** Replaces HTML character references by what they stand for. */
  export function decode(html: string): string;
}
