import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The CLI this was written against; it is a tool of whoever deploys and not part of the project. */
export const CLI_PACKAGE = '@cloudbase/cli@2.12.10';

const isWindows = process.platform === 'win32';
const PROGRAM = isWindows ? 'tcb.cmd' : 'tcb';

/** Where `tcb` is: in the project, else on the PATH; undefined when it is not installed. */
export function findCli(root: string, searchPath = process.env['PATH'] ?? ''): string | undefined {
  const folders = [path.join(root, 'node_modules/.bin'), ...searchPath.split(path.delimiter)];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, PROGRAM))
    .find((file) => existsSync(file));
}

/**
 * From the cloudbaserc.json in the current folder: first, one by one, what a timer starts, then all functions, new ones and existing
 * ones. What the others leave to the sweep is known to it: it is never older than `member`.
 */
export function deploySteps(
  envId: string,
  functions: readonly { name: string; config: { triggers: readonly unknown[] } }[],
): string[][] {
  const ends = ['--force', '--envId', envId];
  const timed = functions.filter(({ config }) => config.triggers.length > 0);
  return [...timed.map(({ name }) => ['fn', 'deploy', name, ...ends]), ['fn', 'deploy', '--all', ...ends]];
}

/** `tcb` 2.12.10 exits with 0 although functions failed; its output tells. */
export const reportsFailure = (output: string): boolean => /^\s*✖|deployment failed|部署失败/m.test(output);

/** Runs the CLI, showing what it says; answers whether every function was deployed. */
export function runCli(cli: string, args: readonly string[], folder: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(isWindows ? `"${cli}"` : cli, [...args], {
      cwd: folder,
      stdio: ['inherit', 'pipe', 'pipe'],
      shell: isWindows,
    });
    let output = '';
    const show = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      stream.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 && !reportsFailure(output)));
  });
}
