// Answers that are kept as soon as they change. HTMX sends them; here is what one sees of it.
// Without scripts, or without HTMX, the page has a button instead.

/** The choices that change how every page looks, and where the page keeps them. */
const LOOKS: Readonly<Record<string, string>> = { theme: "theme", text_size: "textSize" };

/** What the site adds to an answer that kept everything; a sign-in page does not carry it. */
const KEPT = "X-Kept";

interface Page {
  readonly dataset: Record<string, string | undefined>;
}

interface Answer {
  readonly status: number;
  getResponseHeader(name: string): string | null;
}

/** Makes the page look as chosen, at once; other choices change nothing that is seen. */
export function look(page: Page, name: string, value: string): void {
  const kept = LOOKS[name];
  if (kept) page.dataset[kept] = value;
}

/** Says whether an answer of the site means that everything was kept. */
export function kept(answer: Answer): boolean {
  return answer.status === 200 && answer.getResponseHeader(KEPT) !== null;
}

function start(form: HTMLFormElement, told: HTMLElement): void {
  form.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement)) return;
    look(document.documentElement, input.name, input.value);
  });
  // Emptied first: the same word a second time is news as well.
  form.addEventListener("htmx:beforeRequest", () => told.replaceChildren());
  form.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean }>).detail;
    detail.shouldSwap = kept(detail.xhr);
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    if (!kept(xhr)) told.textContent = form.dataset["unsaved"] ?? "";
  });
}

/** Watches every form that is sent as it changes; brings its button back without HTMX. */
export function autosave(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-unsaved]")) {
    const told = form.querySelector<HTMLElement>("[role=status]");
    if ("htmx" in window && told) start(form, told);
    else form.querySelector(".flow__foot--autosave")?.classList.remove("flow__foot--autosave");
  }
}
