import { describe, expect, it } from "vitest";
import { agree, corrections, deliver, OTHER_ANSWER, type Answer, type DiaryEvent, type Drawer, type Entry } from "./queue";

class Memory implements Drawer {
  readonly entries = new Map<number, Entry>();
  private next = 1;

  async all(): Promise<Entry[]> {
    return [...this.entries.values()];
  }

  async put(entry: Entry): Promise<void> {
    const key = entry.key ?? this.next++;
    this.entries.set(key, { ...entry, key });
  }

  async remove(key: number): Promise<void> {
    this.entries.delete(key);
  }
}

/** A server that stores each id once, and whose answers may be lost. */
class Server {
  readonly stored: string[] = [];
  readonly known = new Map<string, DiaryEvent>();
  next: ("lost" | "unreached" | "signed_out")[] = [];

  readonly send = async ({ events }: Entry): Promise<Answer> => {
    const turn = this.next.shift();
    if (turn === "unreached" || turn === "signed_out") return { kind: turn };
    const became = events.map((event) => {
      if (event.type === "nonsense") return { outcome: "refused", message: "Not known." };
      const known = this.known.get(event.id);
      if (known) return { outcome: agree(known, event) ? "already" : "conflict", known };
      this.known.set(event.id, event);
      this.stored.push(event.id);
      return { outcome: "stored" };
    });
    return turn === "lost" ? { kind: "unreached" } : { kind: "taken", became };
  };
}

const event = (id: string, type = "pain"): DiaryEvent => ({ id, type });

async function filled(...ids: string[]): Promise<Memory> {
  const drawer = new Memory();
  for (const id of ids) await drawer.put({ walker: "ruth", events: [event(id)] });
  return drawer;
}

describe("the outbox", () => {
  it("sends everything once and in order", async () => {
    const [drawer, server] = [await filled("a", "b", "c"), new Server()];
    const outcome = await deliver(drawer, "ruth", server.send);
    expect(server.stored).toEqual(["a", "b", "c"]);
    expect(outcome).toEqual({ sent: 3, waited: 3, waiting: 0, refused: 0, signedOut: false });
    expect(drawer.entries.size).toBe(0);
  });

  it("keeps what did not get through, and what lies behind it", async () => {
    const [drawer, server] = [await filled("a", "b", "c"), new Server()];
    server.next = ["lost"];
    expect((await deliver(drawer, "ruth", server.send)).waiting).toBe(3);
    expect(server.stored).toEqual(["a"]);
    server.next = [];
    expect((await deliver(drawer, "ruth", server.send)).sent).toBe(3);
    expect(server.stored).toEqual(["a", "b", "c"]);
  });

  it("tells apart what somebody was told of that it waits", async () => {
    const [drawer, server] = [await filled("a"), new Server()];
    await drawer.put({ walker: "ruth", events: [event("b")], passing: true });
    expect(await deliver(drawer, "ruth", server.send)).toMatchObject({ sent: 2, waited: 1 });
  });

  it("waits for its owner to sign in, and goes to nobody else", async () => {
    const [drawer, server] = [await filled("a"), new Server()];
    server.next = ["signed_out"];
    expect(await deliver(drawer, "ruth", server.send)).toMatchObject({
      waiting: 1,
      signedOut: true,
    });
    expect((await deliver(drawer, "tom", server.send)).sent).toBe(0);
    expect(server.stored).toEqual([]);
    expect((await deliver(drawer, "ruth", server.send)).sent).toBe(1);
  });

  it("puts aside what the server cannot take, without holding up the rest", async () => {
    const [drawer, server] = [await filled("a"), new Server()];
    await drawer.put({ walker: "ruth", events: [event("x", "nonsense")] });
    await drawer.put({ walker: "ruth", events: [event("b")] });
    const outcome = await deliver(drawer, "ruth", server.send);
    expect(outcome).toEqual({ sent: 2, waited: 2, waiting: 0, refused: 1, signedOut: false });
    expect(server.stored).toEqual(["a", "b"]);
    expect([...drawer.entries.values()].map((each) => each.refused)).toEqual(["Not known."]);
    expect((await deliver(drawer, "ruth", server.send)).refused).toBe(1);
  });

  it("puts aside another answer under the same id, with what the diary holds", async () => {
    const [drawer, server] = [new Memory(), new Server()];
    const [walk, first, second] = [
      { ...event("w", "walk"), minutes: 10 },
      { ...event("p"), nrs: 3, at: "2026-05-12T08:00:00Z" },
      { ...event("p"), nrs: 5, at: "2026-05-12T08:01:00Z", zone: "Europe/Berlin" },
    ];
    await drawer.put({ walker: "ruth", events: [walk, first] });
    await deliver(drawer, "ruth", server.send);
    await drawer.put({ walker: "ruth", events: [walk, second] });
    expect(await deliver(drawer, "ruth", server.send)).toMatchObject({ sent: 0, refused: 1 });
    const [aside] = await drawer.all();
    expect(aside).toMatchObject({ events: [second], refused: OTHER_ANSWER, known: [first] });

    const own = corrections(aside as Entry, new Date("2026-05-12T09:00:00Z"), () => "c");
    expect(own.events).toMatchObject([
      { id: "c", type: "correction", corrects: "p", replacement: second, zone: "Europe/Berlin" },
    ]);
  });

  it("takes the same answer at another moment for the same", () => {
    const one = { ...event("p"), nrs: 3, at: "2026-05-12T08:00:00Z", note: null };
    expect(agree(one, { ...event("p"), nrs: 3, at: "2026-05-12T08:00:05Z", source: "x" })).toBe(
      true,
    );
    expect(agree(one, { ...one, nrs: 4 })).toBe(false);
  });

  it("puts a form aside that its page does not take any more", async () => {
    const drawer = new Memory();
    const form = { path: "/shoes/new/", body: "name=Blue", at: "2026-05-12T08:00:00Z", title: "" };
    await drawer.put({ walker: "ruth", events: [], form });
    const refusing = async (): Promise<Answer> => ({ kind: "refused", why: "Not complete." });
    expect(await deliver(drawer, "ruth", refusing)).toMatchObject({ waiting: 0, refused: 1 });
    expect(await drawer.all()).toMatchObject([{ form, refused: "Not complete." }]);
  });
});
