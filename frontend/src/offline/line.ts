// One plain line under the top of the page: with or without a connection, and what is kept.

export const NO_CONNECTION = "No connection. Everything is kept here and sent later.";
export const KEPT_HERE =
  "Your answers are kept on this phone and sent when there is a connection.";
export const LITTLE_ROOM =
  "This phone is almost full. Your answers are kept, in the last room there is. Please free some.";
export const SIGN_IN = "Your answers are kept on this phone. Sign in, and they are sent.";
export const NO_ROOM =
  "This phone has no room to keep your answers. Leave this page open, and try again.";
export const SENT = "Connected again. Everything that waited has been sent.";

/** How the page came about: "" from the site, "offline" as it was kept, "here" kept as well. */
export const kept = document.documentElement.dataset["kept"] ?? "";

const line = document.createElement("p");
const ASIDE = "/on-this-phone/";

/** Puts the line in its place; a page that takes another's place gets it as well. */
export function show(): void {
  line.className = "notice";
  line.setAttribute("role", "status");
  line.hidden = !line.textContent;
  document.querySelector(".top-line")?.after(line);
}

export function tell(text: string): void {
  line.textContent = text;
  line.hidden = !text;
}

/** Tells that something was put aside, and where it is. */
export function tellAside(count: number): void {
  if (location.pathname === ASIDE) return;
  const words = document.createElement("span");
  const link = document.createElement("a");
  link.href = ASIDE;
  link.textContent = "Have a look";
  words.append(
    count === 1 ? "One entry was not taken as it is. " : `${count} entries were not taken. `,
    link,
  );
  line.replaceChildren(words);
  line.hidden = false;
}

export function told(): string {
  return line.textContent ?? "";
}

/** Brings the reader to the line: what they just did ends here. */
export function focus(): void {
  line.tabIndex = -1;
  line.focus();
}
