import { isDeepStrictEqual } from 'node:util';

/** Tells a story in the terminal and checks it as it goes: what is not as expected is shown and remembered. */
export class Storyteller {
  private steps = 0;
  private failures = 0;

  title(text: string): void {
    console.log(`\n${text}\n${'─'.repeat(60)}`);
  }

  /** @param sees what the person sees, a line each */
  step(who: string, does: string, ...sees: string[]): void {
    this.steps += 1;
    console.log(`\n${String(this.steps).padStart(2)}. ${who}：${does}`);
    for (const line of sees) console.log(`      ${line}`);
  }

  expect(what: string, actual: unknown, expected: unknown): void {
    const ok = isDeepStrictEqual(actual, expected);
    console.log(`    ${ok ? '✓' : '✗'} ${what}`);
    if (ok) return;
    this.failures += 1;
    console.log(`      expected ${JSON.stringify(expected)}\n      but was  ${JSON.stringify(actual)}`);
  }

  /** The exit code of the story. */
  end(): number {
    console.log(`\n${'─'.repeat(60)}\n${this.steps} steps, ${this.failures} not as expected`);
    return this.failures === 0 ? 0 : 1;
  }
}
