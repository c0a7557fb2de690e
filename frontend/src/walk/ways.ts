// The ways in which a walk makes itself known, each of which can be turned off on its page.

import { keep, kept } from "./keeping";

export type Way = "voice" | "chimes" | "vibration" | "beat" | "locked";

export class Ways {
  private readonly boxes = new Map<string, HTMLInputElement>();

  constructor(root: HTMLElement, changed: (way: string) => void) {
    for (const box of root.querySelectorAll<HTMLInputElement>("[data-way]")) {
      const name = box.dataset["way"] ?? "";
      const known = kept(`backstride-way-${name}`);
      if (known !== null) box.checked = known === "on";
      this.boxes.set(name, box);
      box.addEventListener("change", () => {
        keep(`backstride-way-${name}`, box.checked ? "on" : "off");
        changed(name);
      });
    }
  }

  on(way: Way): boolean {
    return this.boxes.get(way)?.checked ?? false;
  }
}
