/**
 * Puts text on the clipboard by a copy event of our own: that needs no permission, and the window grants none.
 * Answers whether it was taken.
 */
export function copyText(text: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}
