// What scripts add to pages that already work without them.

import { autosave } from "./parts/autosave";
import { places } from "./parts/place";
import { printing } from "./parts/printing";
import { steppers } from "./parts/stepper";
import { waiting } from "./parts/waiting";
import { sendWhatWaits } from "./sensor/waiting";
import { worstOnTheWay } from "./walk/worst";

steppers(document);
waiting(document);
places(document);
autosave(document);
printing(document);
sendWhatWaits();
worstOnTheWay(document);
// A piece of a page that HTMX put in brings its own steppers and maps.
document.addEventListener("htmx:load", (event) => {
  if (!(event.target instanceof Element)) return;
  steppers(event.target);
  places(event.target);
});
