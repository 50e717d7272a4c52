import { parseArgs } from 'node:util';
import { openStore, type Store } from '../../cloudfunctions/kit/store/store';
import { reachDatabase, type Place } from '../place/reach-database';

/**
 * What the `verify-…` commands share: where the database is, help, and how they end. Exits 0 when all agrees, 1 when a
 * difference is left, 2 when there is no database to look at.
 */
export type ReachedPlace = Exclude<Place, { problem: string }>;

interface Verification {
  /** The command, its line and what it says of its own switch, which may take a value. */
  name: string;
  flag: string;
  flagHelp: string;
  flagType?: 'boolean' | 'string';
  /** Of the environment, besides the credentials of `--cloud`. */
  cloudNeeds?: string;
  verify: (
    store: Store,
    place: ReachedPlace,
    isFlagSet: boolean,
    flagValue: string | null,
  ) => Promise<{ lines: readonly string[]; agrees: boolean }>;
}

const usageOf = ({ name, flag, flagHelp, cloudNeeds = '' }: Verification): string =>
  `npm run ${name} -- [--url http://127.0.0.1:7300 | --cloud ENV] [--${flag}]
  without a place   the folder .tuanka, or the running \`npm start\` that has it
  --url             another running local cloud
  --cloud           a CloudBase environment; TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY${cloudNeeds} in the environment
  ${`--${flag}`.padEnd(18)}${flagHelp}`;

async function run(verification: Verification): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      cloud: { type: 'string' },
      [verification.flag]: { type: verification.flagType ?? 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(usageOf(verification));
    return 0;
  }
  const [url, cloud] = [values.url, values.cloud].map((value) =>
    typeof value === 'string' ? value : undefined,
  );
  const place = await reachDatabase({ url, cloud });
  if ('problem' in place) {
    console.error(`${place.problem}\n\n${usageOf(verification)}`);
    return 2;
  }
  try {
    const store = openStore({ databaseCalls: 0 }, 'write');
    const flag = values[verification.flag];
    const given = typeof flag === 'string' ? flag : null;
    const { lines, agrees } = await verification.verify(store, place, flag === true, given);
    for (const line of lines) console.log(line);
    return agrees ? 0 : 1;
  } finally {
    await place.close();
  }
}

export function runVerification(verification: Verification): void {
  run(verification).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
}
