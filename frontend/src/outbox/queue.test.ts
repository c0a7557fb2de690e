import { describe, expect, it } from "vitest";
import { deliver, type Answer, type DiaryEvent, type Drawer, type Entry } from "./queue";

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
  next: ("lost" | "unreached" | "signed_out")[] = [];

  readonly send = async (events: readonly DiaryEvent[]): Promise<Answer> => {
    const turn = this.next.shift();
    if (turn === "unreached" || turn === "signed_out") return { kind: turn };
    const refused = events.filter((each) => each.type === "nonsense").map(() => "Not known.");
    for (const { id, type } of events) {
      if (type !== "nonsense" && !this.stored.includes(id)) this.stored.push(id);
    }
    return turn === "lost" ? { kind: "unreached" } : { kind: "taken", refused };
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
    expect(outcome).toEqual({ sent: 3, waiting: 0, refused: 0, signedOut: false });
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
    expect(outcome).toEqual({ sent: 2, waiting: 0, refused: 1, signedOut: false });
    expect(server.stored).toEqual(["a", "b"]);
    expect([...drawer.entries.values()].map((each) => each.refused)).toEqual(["Not known."]);
    expect((await deliver(drawer, "ruth", server.send)).refused).toBe(1);
  });
});
