// What is said about the phone as a sensor: each thing that can be in the way has its sentence.

export type Obstacle = "insecure" | "none" | "silent" | "denied" | "tap" | "full" | "unkept";

export const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  insecure:
    "Browsers let a page feel movement on a secure address only. Open Backstride by its https " +
    "address to use this.",
  none: "This browser does not let a page feel movement. The walk goes on without it.",
  silent:
    "This device gives no movement to the page. It may have no sensor, or the browser's settings " +
    "keep it off. The walk goes on without it.",
  denied:
    "The phone did not allow it. You can allow motion for this page in the browser's settings. " +
    "The walk goes on without it.",
  tap: "The phone asks for your tap before it lets the page feel movement.",
  full: "This phone is full. What was measured so far is kept, and the walk goes on without more.",
  unkept: "This browser keeps nothing for this page, so it cannot measure. The walk goes on.",
};

export const NO_PLACE = "The phone gives no place, so the way is not drawn. Steps are measured.";
export const SENDING = "Sending what the phone measured.";
export const SENT = "What the phone measured has arrived.";
export const LATER = "What the phone measured is kept here, and sent when there is a connection.";
export const SIGN_IN = "Sign in, and what the phone measured is sent.";
export const FORGOTTEN = "What the phone measured is forgotten.";
