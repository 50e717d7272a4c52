interface SteadyClock {
  /** Milliseconds since it was made; `waitedMs`: since it was asked last, as far as the asker knows. */
  now(waitedMs: number): number;
  /** Whatever passes until it is asked next is believed, as long as it goes forward. */
  sleep(): void;
}
/** `read` gives the phone's clock in milliseconds. */
export function steadyClock(read: () => number): SteadyClock;
