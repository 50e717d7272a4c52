import { say } from './say.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<import('./run.mjs').Outcome>} run
 */

/**
 * Runs every step, so many at a time, and says how each went; of a quiet one that failed, also what it wrote.
 * @param {number} atOnce
 * @param {Step[]} steps
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function runSteps(atOnce, steps) {
  const waiting = [...steps];
  /** @type {string[]} */
  const failed = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (!(await succeeds(step))) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed;
}

/** @param {Step} step */
async function succeeds({ name, run }) {
  const startedAt = Date.now();
  say(name, '…');
  const { code, output } = await run();
  if (code === 130) process.exit(130);
  if (code !== 0) process.stdout.write(output);
  say(code === 0 ? '✓' : '✗', `${name}, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  return code === 0;
}
