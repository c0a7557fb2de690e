// The phone as sensor: offered before a walk, measuring on its page, sending afterwards.

import { signedIn } from "./outbox/post";
import { offer } from "./sensor/offer";
import { record } from "./sensor/record";
import { sending } from "./sensor/send";
import { forgetAll } from "./sensor/shelf";
import { somethingWaits } from "./sensor/waiting";

const offered = document.querySelector<HTMLElement>("[data-sensor-offer]");
const walking = document.querySelector<HTMLElement>("[data-guided]");
const who = signedIn();

if (document.querySelector("[data-all-deleted]")) {
  forgetAll();
  somethingWaits(false);
} else {
  if (offered) offer(offered);
  if (walking && who) void record(walking, walking.dataset["walk"] ?? "", who.walker);
  sending();
}
