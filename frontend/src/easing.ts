// "My back is complaining": what is answered on the way goes into the outbox and from there to
// the diary, with or without a connection; then the walk goes on as was chosen. Without this
// script the forms are sent as they are.

import { saidOnTheWay, signsOf, type Signs } from "./outbox/said";
import { hold, holdInPassing, sendAll, signedIn } from "./outbox/post";
import type { DiaryEvent } from "./outbox/queue";
import { showBar } from "./walk/bar";
import { complainingName, keep, kept } from "./walk/keeping";
import { higherWorst, worstName } from "./walk/worst";

const KEPT_HERE =
  "Your answer is kept on this phone and sent when there is a connection. " +
  "Please answer the safety questions then, before you walk again.";
const NO_ROOM = "This phone has no room to keep your answer. Please do what it says above.";

const easing = document.querySelector<HTMLFormElement>("form[data-easing]");
if (easing) ease(easing);
const stopping = document.querySelector<HTMLFormElement>("form[data-stopping]");
if (stopping) stop(stopping);

function ease(form: HTMLFormElement): void {
  const draft = JSON.parse(form.dataset["said"] ?? "null") as DiaryEvent | null;
  const input = form.elements.namedItem("now");
  const walk = form.dataset["walk"] ?? "";
  const phase = Number.parseInt(kept(complainingName(walk)) ?? "", 10);
  const bar = [...document.querySelectorAll<HTMLElement>(".behind .parts__part")];
  if (phase >= 0) showBar(bar, phase, (each) => each <= phase);
  // Only the clock of the page can pause.
  for (const each of form.querySelectorAll<HTMLElement>("[data-paused]")) each.hidden = false;
  if (!draft || !(input instanceof HTMLInputElement)) return;
  const muchFrom = Number(form.dataset["muchFrom"] ?? Infinity);

  const offer = (): void => {
    const much = input.value !== "" && input.valueAsNumber >= muchFrom;
    for (const each of form.querySelectorAll<HTMLElement>("[data-mild], [data-much]")) {
      each.hidden = "much" in each.dataset !== much;
    }
  };

  input.addEventListener("change", offer);
  input.addEventListener("input", offer);
  offer();
  form.addEventListener("submit", (event) => {
    const way = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "slower";
    const said = saidOnTheWay(draft, input.value, new Date());
    // Not a number from 0 to 10: the server says so.
    if (input.value !== "" && !said) return;
    event.preventDefault();
    void (async () => {
      if (said) {
        keep(worstName(walk), higherWorst(walk, said.nrs));
        try {
          await holdInPassing(signedIn()?.walker ?? "", [said]);
        } catch {
          // No room: sent as the form it is; without a connection the number is asked afterwards.
          if (navigator.onLine) return HTMLFormElement.prototype.submit.call(withWay(form, way));
        }
      }
      void sendAll().catch(() => undefined);
      const on = form.dataset["walkUrl"] ?? "";
      location.assign(way === "on" ? on : `${on}?do=${way}`);
    })();
  });
}

/** A form that is sent by a script leaves out the button that was pressed. */
function withWay(form: HTMLFormElement, way: string): HTMLFormElement {
  const chosen = document.createElement("input");
  chosen.type = "hidden";
  chosen.name = "way";
  chosen.value = way;
  form.append(chosen);
  return form;
}

function stop(form: HTMLFormElement): void {
  const signs = JSON.parse(form.dataset["signs"] ?? "{}") as Signs;
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "status");
  line.tabIndex = -1;
  form.addEventListener("submit", (event) => {
    const told = signsOf(signs, new FormData(form).getAll("symptoms"), new Date());
    if (told.length === 0) return; // the server says what is lacking
    event.preventDefault();
    void (async () => {
      const sent = await fetch(location.pathname, {
        method: "POST",
        body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, `${value}`])),
      }).catch(() => null);
      const led = sent?.ok && sent.redirected ? new URL(sent.url).pathname : "";
      // Elsewhere it leads where the walk is not known: it began without a connection.
      if (sent && led.startsWith("/questions/")) return location.assign(sent.url);
      if (sent?.ok && !sent.redirected) return HTMLFormElement.prototype.submit.call(form);
      const kept = await hold(signedIn()?.walker ?? "", told).then(
        () => true,
        () => false,
      );
      line.textContent = kept ? KEPT_HERE : NO_ROOM;
      form.querySelector(".flow__foot")?.before(line);
      line.focus();
    })();
  });
}
