/**
 * `npm start`, also as the very first command in a fresh clone: installs and builds what is missing, then runs the local cloud.
 * Needs nothing but Node, because before the first install there is nothing else.
 *
 *   npm start -- --port 7301    another port
 *   npm start -- --no-build     do not rebuild the phone pages and the web console
 *   npm start -- --memory       keep nothing on disk
 */
import { installWhenNeeded, requireNode } from './launch/install.mjs';
import { buildConsolePagesWhenNeeded } from './launch/console-pages.mjs';
import { buildPhonePagesWhenNeeded } from './launch/phone-pages.mjs';
import { runNode } from './launch/run.mjs';
import { stop } from './launch/say.mjs';

requireNode(20);
const args = process.argv.slice(2);
const noBuild = args.includes('--no-build');

await installWhenNeeded();
await buildFunctions();
if (!noBuild) {
  // Each keeps one core busy; a machine has two.
  await Promise.all([buildPhonePagesWhenNeeded(), buildConsolePagesWhenNeeded()]);
}
// Functions in the cloud run in UTC: code that leans on the laptop's time zone must fail here too.
const { code } = await runNode(
  ['--import', 'tsx', 'local/main.ts', ...args.filter((arg) => arg !== '--no-build')],
  { env: { TZ: 'UTC' } },
);
process.exit(code);

async function buildFunctions() {
  const { code, output } = await runNode(['--import', 'tsx', 'scripts/build-functions.ts'], { quiet: true });
  if (code === 0) return;
  console.error(output);
  stop('云函数构建失败，请看上面的信息', 'The functions did not build, see above');
}
