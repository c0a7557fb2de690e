// A form on its way: what became of it, as far as a page can know.

const PATIENCE_MS = 15_000;

export type Sent =
  | { readonly kind: "taken"; readonly url: string }
  | { readonly kind: "open" }
  | { readonly kind: "unreached" };

/** Sends a form. It is taken where the site leads on to what follows from it. */
export async function send(
  form: HTMLFormElement,
  told: FormData,
  follows: (path: string) => boolean,
): Promise<Sent> {
  try {
    const answer = await fetch(form.getAttribute("action") ?? location.href, {
      method: "POST",
      // Where it leads is enough: the page itself is asked for by the browser, and shows there
      // what the site has to say once.
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "X-Leads-To": "yes" },
      body: new URLSearchParams([...told].map(([name, value]) => [name, `${value}`])),
    });
    if (!answer.ok) return { kind: "unreached" };
    // The page itself came back: it says what to put right.
    if (!answer.redirected) return { kind: "open" };
    return follows(new URL(answer.url).pathname)
      ? { kind: "taken", url: answer.url }
      : { kind: "unreached" };
  } catch {
    return { kind: "unreached" };
  }
}
