// What scripts add to pages that already work without them.

import { steppers } from "./parts/stepper";
import { waiting } from "./parts/waiting";

steppers(document);
waiting(document);
// A piece of a page that HTMX put in brings its own steppers.
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element) steppers(event.target);
});
