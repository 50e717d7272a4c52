import { say } from './say.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<import('./run.mjs').Outcome>} run
 *
 * @typedef {object} FailedStep
 * @property {string} name
 * @property {string} output what it wrote, when it is a quiet one
 */

/**
 * Runs every step, so many at a time, and says how each went; of a quiet one that failed, also what it wrote.
 * @param {number} atOnce
 * @param {Step[]} steps
 * @returns {Promise<FailedStep[]>}
 */
export async function runSteps(atOnce, steps) {
  const waiting = [...steps];
  /** @type {FailedStep[]} */
  const failed = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { code, output } = await take(step);
      if (code !== 0) failed.push({ name: step.name, output });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed;
}

/** @param {Step} step */
async function take({ name, run }) {
  const startedAt = Date.now();
  say(name, '…');
  const outcome = await run();
  const { code, output } = outcome;
  if (code === 130) process.exit(130);
  if (code !== 0) process.stdout.write(output);
  say(code === 0 ? '✓' : '✗', `${name}, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  return outcome;
}
