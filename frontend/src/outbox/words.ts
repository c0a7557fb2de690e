// An entry of the diary in a few words, as the list of what waits shows it.

import type { DiaryEvent } from "./queue";

const PAIN: Readonly<Record<string, string>> = {
  before: "Your back before a walk",
  during: "The worst on a walk",
  after: "Your back after a walk",
  morning: "Your back in the morning",
};

/** What an event says, and when. */
export function wordsOf(event: DiaryEvent): string {
  const when = new Date(String(event["at"]));
  const moment = Number.isNaN(when.getTime())
    ? ""
    : `, ${when.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`;
  return `${what(event)}${moment}.`;
}

function what(event: DiaryEvent): string {
  switch (event.type) {
    case "pain":
      return `${PAIN[String(event["moment"])] ?? "Your back"}: ${Number(event["nrs"])} out of 10`;
    case "walk":
      return `A walk of ${Number(event["minutes"])} minutes`;
    case "flare":
      return "A day with a worse back";
    case "new_symptom":
      return "Something new in a leg, or a walk that had to end";
    case "correction":
      return `A change: ${what(event["replacement"] as DiaryEvent).toLowerCase()}`;
    default:
      return "An entry for the diary";
  }
}
