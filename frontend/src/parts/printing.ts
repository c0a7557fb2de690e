// A button that prints the page; without scripts the browser's own command does.

/** Shows the buttons that print, and lets them. */
export function printing(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => page.defaultView?.print());
  }
}
