// An id that follows from another and a name (RFC 9562, version 5): the same on the phone and
// on the server, so that what arrives both ways is one entry.

export async function uuid5(space: string, name: string): Promise<string> {
  const before = Uint8Array.from(space.replaceAll("-", "").match(/../g) ?? [], (each) =>
    parseInt(each, 16),
  );
  const after = new TextEncoder().encode(name);
  const both = new Uint8Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-1", both)).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...hash].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
