import { expect, it } from "vitest";
import { uuid5 } from "./uuid5";

it("is the id that the server would make", async () => {
  // The example of RFC 9562, appendix A.4: the name of a machine in the space of such names.
  const space = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  expect(await uuid5(space, "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});
