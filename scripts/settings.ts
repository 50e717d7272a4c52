import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { requestIdFrom } from '../cloudfunctions/kit/ids/request-id-from';
import { openStore } from '../cloudfunctions/kit/store/store';
import { diff, pull, push, type Outcome, type Place } from './settings/commands';
import { reachDatabase } from './place/reach-database';

/**
 * `npm run settings -- pull | edit | diff | push`: the settings document (contracts/office/setting-values.ts) as a file. Secrets are not in it.
 */
const USAGE = `npm run settings -- pull | edit | diff | push [--file settings.json] [--force] [--url http://127.0.0.1:7300 | --cloud ENV]
  pull              writes what is in force into the file
  edit              pull, your editor ($EDITOR), diff, push
  diff              what the file would change
  push              puts the file in force, unless somebody else pushed meanwhile
  without a place   the folder .tuanka, or the running \`npm start\` that has it
  --cloud           a CloudBase environment; TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY in the environment`;

async function edit(place: Place, force: boolean): Promise<Outcome> {
  const pulled = await pull(place, force);
  if (!pulled.ok) return pulled;
  const editor = process.env['EDITOR'] ?? 'vi';
  const { status } = spawnSync(editor, [place.file], { stdio: 'inherit', shell: true });
  return status === 0 ? push(place) : { ok: false, lines: [`✗ ${editor}: ${status}`] };
}

const commands: Readonly<Record<string, (place: Place, force: boolean) => Promise<Outcome>>> = {
  pull,
  edit,
  diff,
  push,
};

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      file: { type: 'string', default: 'settings.json' },
      force: { type: 'boolean', default: false },
      url: { type: 'string' },
      cloud: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [name = ''] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help || !command) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const reached = await reachDatabase({ url: values.url, cloud: values.cloud });
  if ('problem' in reached) {
    console.error(`${reached.problem}\n\n${USAGE}`);
    return 2;
  }
  try {
    const store = openStore({ databaseCalls: 0 }, 'write');
    const place = { store, file: values.file, now: reached.now, requestId: requestIdFrom('cli') };
    const { ok, lines } = await command(place, values.force);
    for (const line of lines) console.log(line);
    return ok ? 0 : 1;
  } finally {
    await reached.close();
  }
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
