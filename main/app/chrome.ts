/** The colours of the window's frame, which main draws before and around the page (the design's tokens). */

/** `chrome` title bar · `symbol` its buttons · `surface` the page before it paints. */
export interface FrameColours {
  chrome: string;
  symbol: string;
  surface: string;
}

/** Height of the title bar in CSS pixels; the page leaves room for it. */
export const TITLE_BAR_HEIGHT = 40;

/** The frame's colours for a theme. */
export function frameColours(dark: boolean): FrameColours {
  return dark
    ? { chrome: '#15181B', symbol: '#B7BFC7', surface: '#1B1F23' }
    : { chrome: '#F1F3F4', symbol: '#465059', surface: '#FFFFFF' };
}
