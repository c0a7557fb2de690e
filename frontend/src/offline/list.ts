// The page "Kept on this phone": what waits, what was put aside and why, and what to do.

import { StoredDrawer } from "../outbox/drawer";
import { ask } from "../outbox/database";
import { signedIn, waitingFor } from "../outbox/post";
import { corrections, OTHER_ANSWER, type Entry } from "../outbox/queue";
import { freshId } from "../outbox/said";
import { put } from "../outbox/room";
import { wordsOf } from "../outbox/words";
import { tell } from "./line";

const NOT_KEPT =
  "This phone has no room to keep what you just entered. Go back, free some room, and send it again.";

/** Shows the list, where the page has a place for it. */
export async function list(sendWaiting: () => Promise<number>): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  if (!place) return;
  if (new URLSearchParams(location.search).has("full")) tell(NOT_KEPT);
  const entries = await waitingFor(await whose());
  const none = document.querySelector<HTMLElement>("[data-none]");
  if (none) none.hidden = entries.length > 0;
  place.replaceChildren(...entries.map((entry) => row(entry, sendWaiting)));
}

/** Whose entries these are: of whoever is signed in, else of whoever was. */
export async function whose(): Promise<string> {
  const noted = ask<unknown>("walks", "readonly", (store) => store.get("backstride-walker"));
  return signedIn()?.walker ?? String((await noted.catch(() => "")) ?? "");
}

function row(entry: Entry, sendWaiting: () => Promise<number>): HTMLElement {
  const item = document.createElement("li");
  item.className = "passage";
  const said = entry.form ? [entry.form.title] : entry.events.map(wordsOf);
  item.append(...said.map((words) => paragraph(words)));
  if (entry.refused === undefined) {
    item.append(paragraph("Waits to be sent.", "small quiet"));
    return item;
  }
  const other = entry.known?.map(wordsOf).join(" ") ?? "";
  item.append(paragraph(`${entry.refused}${other && ` There it says: ${other}`}`, "small quiet"));
  const again = (): void => void list(sendWaiting);
  if (entry.refused === OTHER_ANSWER) {
    item.append(
      button("Use what I entered here", async () => {
        await put(corrections(entry, new Date(), freshId));
        await remove(entry);
        await sendWaiting();
        again();
      }),
    );
  }
  if (entry.form) {
    const link = document.createElement("a");
    link.href = entry.form.path;
    link.textContent = "Open its page";
    item.append(paragraph("", "", link));
  }
  const words = entry.refused === OTHER_ANSWER ? "Leave the diary as it is" : "Remove it from here";
  item.append(button(words, () => remove(entry).then(again)));
  return item;
}

function paragraph(words: string, look = "", inside?: HTMLElement): HTMLElement {
  const made = document.createElement("p");
  made.className = look;
  made.append(inside ?? words);
  return made;
}

function button(words: string, act: () => Promise<unknown>): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--second button--centred";
  const label = document.createElement("span");
  label.className = "button__label";
  label.textContent = words;
  made.append(label);
  made.addEventListener("click", () => {
    made.disabled = true;
    void act();
  });
  return made;
}

async function remove(entry: Entry): Promise<void> {
  if (entry.key !== undefined) await new StoredDrawer().remove(entry.key);
}
