import { parseArgs } from 'node:util';
import { reachDatabase } from '../place/reach-database';
import { BackupProblem } from './archive';

/** What `backup` and `restore` share: where the database is, help, and how they end. Exits 0, or 1 with the reason. */
export interface BackupPlace {
  env: string;
  /** Milliseconds there. */
  now: number;
}

interface BackupCommand {
  name: string;
  folderFlag: string;
  folderHelp: string;
  /** @returns what to say. @throws BackupProblem */
  run: (place: BackupPlace, folder: string | undefined) => Promise<string>;
}

const usageOf = ({ name, folderFlag, folderHelp }: BackupCommand): string =>
  `npm run ${name} -- [--url http://127.0.0.1:7300 | --cloud ENV] [--${folderFlag} FOLDER]
  without a place   the folder .tuanka, or the running \`npm start\` that has it
  --url             another running local cloud
  --cloud           a CloudBase environment; TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY in the environment
  ${`--${folderFlag}`.padEnd(18)}${folderHelp}`;

const textOrNothing = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function act(command: BackupCommand): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      cloud: { type: 'string' },
      [command.folderFlag]: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(usageOf(command));
    return 0;
  }
  const place = await reachDatabase({ url: textOrNothing(values.url), cloud: textOrNothing(values.cloud) });
  if ('problem' in place) {
    console.error(`${place.problem}\n\n${usageOf(command)}`);
    return 2;
  }
  try {
    const env = process.env['TCB_ENV'] ?? '';
    console.log(await command.run({ env, now: place.now }, textOrNothing(values[command.folderFlag])));
    return 0;
  } catch (error) {
    if (!(error instanceof BackupProblem)) throw error;
    console.error(`✗ ${error.message}`);
    return 1;
  } finally {
    await place.close();
  }
}

export function runBackup(command: BackupCommand): void {
  act(command).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
}
