import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Children still running, so that a signal reaches them and nothing is left behind. */
const children = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    if (children.size === 0) process.exit(130);
  });
}

/** Runs Node with these arguments in the project folder; with `quiet` the output is kept and returned. */
export function runNode(args, { env = {}, quiet = false } = {}) {
  return runProgram(process.execPath, args, { env, quiet });
}

/**
 * Runs npm. Under `npm start` npm says where its own program is, which avoids a shell; otherwise Windows needs one to start the
 * `npm.cmd` script.
 */
export function runNpm(args) {
  const npmProgram = process.env.npm_execpath;
  if (npmProgram?.endsWith('.js')) return runNode([npmProgram, ...args]);
  const windows = process.platform === 'win32';
  return runProgram(windows ? 'npm.cmd' : 'npm', args, { shell: windows });
}

/** Runs any program in the project folder. */
export function runProgram(program, args, { env = {}, quiet = false, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell,
    });
    children.add(child);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      resolve({ code: code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 130 : 1), output });
    });
  });
}
