import { isDeepStrictEqual } from 'node:util';

/** Tells a story in the terminal and checks it as it goes: what is not as expected is shown and remembered. */
export class Storyteller {
  private steps = 0;
  private failures = 0;

  constructor(private readonly say: (text: string) => void = console.log) {}

  title(text: string): void {
    this.say(`\n${text}\n${'─'.repeat(60)}`);
  }

  /** @param sees what the person sees, a line each */
  step(who: string, does: string, ...sees: string[]): void {
    this.steps += 1;
    this.say(`\n${String(this.steps).padStart(2)}. ${who}：${does}`);
    for (const line of sees) this.say(`      ${line}`);
  }

  expect(what: string, actual: unknown, expected: unknown): void {
    const ok = isDeepStrictEqual(actual, expected);
    this.say(`    ${ok ? '✓' : '✗'} ${what}`);
    if (ok) return;
    this.failures += 1;
    this.say(`      expected ${JSON.stringify(expected)}\n      but was  ${JSON.stringify(actual)}`);
  }

  /** The exit code of the story. */
  end(): number {
    this.say(`\n${'─'.repeat(60)}\n${this.steps} steps, ${this.failures} not as expected`);
    return this.failures === 0 ? 0 : 1;
  }
}
