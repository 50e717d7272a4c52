import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string>} [env] variables besides those of this process
 * @property {boolean} [quiet] keeps what the program writes and returns it
 * @property {boolean} [shell] starts it through a shell
 *
 * @typedef {object} Outcome
 * @property {number} code 0: it went well; 130: a signal ended it
 * @property {string} output what a quiet program wrote
 */

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Children still running, so that a signal reaches them and nothing is left behind.
 * @type {Set<import('node:child_process').ChildProcess>}
 */
const children = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    if (children.size === 0) process.exit(130);
  });
}

/**
 * Runs Node with these arguments in the project folder.
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runNode(args, options) {
  return runProgram(process.execPath, args, options);
}

/**
 * Runs npm. Under `npm start` npm says where its own program is, which avoids a shell; otherwise Windows needs one to start the
 * `npm.cmd` script.
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options) {
  const npmProgram = process.env.npm_execpath;
  if (npmProgram?.endsWith('.js')) return runNode([npmProgram, ...args], options);
  const windows = process.platform === 'win32';
  return runProgram(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
}

/**
 * Runs any program in the project folder. One that cannot be started rejects, as `spawn` does.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runProgram(program, args, { env = {}, quiet = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell,
    });
    children.add(child);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.on('error', (error) => {
      children.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      children.delete(child);
      resolve({ code: code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 130 : 1), output });
    });
  });
}
