import path from 'node:path';
import { parseArgs } from 'node:util';
import { chinaRfc3339, instant } from '../contracts/primitives/time';
import type { LogLine } from './cloudbase/functions/instance/function-runtime';
import { PortBusy } from './listen';
import type { LocalCloud } from './local-cloud';
import { FolderInUse } from './saved-state';
import { startDemoCloud } from './seed/demo-cloud';
import { demoVariables } from './seed/demo-settings';
import { newOwnerCode, ownerCodeLines } from './seed/new-owner-code';
import { createSimulator } from './simulator';

/** The local cloud of `npm start`: the demo merchant on the folder .tuanka, timers in real time, until Ctrl-C. */
const DEFAULT_PORT = 7300;
const ROOT = path.join(__dirname, '..');

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    memory: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

function portFrom(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new RangeError(`--port ${text} is not a port`);
}

/** Calls that went well are for --verbose; the SDK's and the functions' complaints are always shown. */
function show({ at, functionName, level, text }: LogLine): void {
  if (!values.verbose && (level === 'info' || level === 'debug')) return;
  const time = chinaRfc3339(instant(at)).slice(11, 19);
  console.log(`${time} ${functionName.padEnd(8)} ${level === 'info' ? '' : `${level} `}${text}`);
}

const owner = newOwnerCode(demoVariables('')['MEMBER_CODE_KEY'] ?? '', instant(Date.now()));

async function start(): Promise<LocalCloud> {
  const port = portFrom(values.port);
  return startDemoCloud({
    location: values.memory ? ':memory:' : path.join(ROOT, '.tuanka'),
    distDir: path.join(ROOT, 'dist'),
    port,
    timersEveryMs: 1000,
    onLog: show,
    pages: () => createSimulator(),
    variables: owner.variables,
  });
}

function greet({ url }: LocalCloud): void {
  console.log(`
  团卡 Tuanka 已启动，请在浏览器打开  is running; open in a browser:

    ${url}/            模拟器  simulator
    ${url}/console/    管理台  web console

  Ctrl-C 停止  stops it
${ownerCodeLines(owner.code)}
`);
}

function explain(error: unknown): void {
  if (error instanceof PortBusy) {
    const other = error.port + 1;
    console.error(
      `✗ 端口 ${error.port} 已被占用；换一个：npm start -- --port ${other}\n` +
        `  Port ${error.port} is in use; choose another: npm start -- --port ${other}`,
    );
  } else if (error instanceof FolderInUse) {
    console.error(
      `✗ 另一个团卡（进程 ${error.pid}）正在使用 ${error.folder}；加 --memory 可另开一个不保存的\n` +
        `  Another Tuanka, process ${error.pid}, uses this folder; --memory starts one that keeps nothing`,
    );
  } else {
    console.error(error);
  }
  process.exitCode = 1;
}

function stopOnSignal(cloud: LocalCloud): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return; // the launcher and the terminal both pass Ctrl-C on
    stopping = true;
    cloud.close().then(() => process.exit(0), explain);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}

// A function's forgotten promise ends its instance in the cloud; here it must not end everybody's.
process.on('unhandledRejection', (reason) => console.error('unhandled:', reason));

start().then((cloud) => {
  stopOnSignal(cloud);
  greet(cloud);
}, explain);
