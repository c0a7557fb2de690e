// While a form is on its way its button says so.

const CLASS = "is-waiting";

/** Marks the button that sent a form; coming back to the page clears the mark. */
export function waiting(page: Document): void {
  page.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.classList.contains("button")) return;
    if (button.classList.contains(CLASS)) event.preventDefault();
    else if (!event.defaultPrevented) button.classList.add(CLASS);
  });
  page.defaultView?.addEventListener("pageshow", () => {
    for (const button of page.querySelectorAll(`.${CLASS}`)) button.classList.remove(CLASS);
  });
}
