import type { LocalCloud } from '../../../local/server';
import { phoneOf, startJourney, type Phone } from '../stage';

/** What is open in a test: a describe names it before there is one. */
export function standInFor<Opened extends object>(opened: () => Opened): Opened {
  const proxy: unknown = new Proxy({}, { get: (_nothing, key): unknown => Reflect.get(opened(), key) });
  // A proxy has no type of its own.
  return proxy as Opened;
}

function holdOpen() {
  let current: LocalCloud | null = null;
  const opened = (): LocalCloud => {
    if (current === null) throw new Error('the cloud is asked for outside of a test');
    return current;
  };
  const open = async (start: () => Promise<LocalCloud>): Promise<void> => {
    current = await start();
  };
  return { cloud: standInFor(opened), open, opened };
}

/** One cloud for all tests of a describe, seeded anew before each. Asked for before any other hook. */
export function sharedCloud(differs?: Parameters<typeof startJourney>[0]): LocalCloud {
  const { cloud, open, opened } = holdOpen();
  beforeAll(() => open(() => startJourney(differs)));
  beforeEach(() => opened().reset());
  afterAll(() => opened().close());
  return cloud;
}

/** A cloud of its own for each test of a describe. Its hooks are the first: whoever looks at it after a test asks sharedCloud. */
export function cloudOfEach(): LocalCloud {
  const { cloud, open, opened } = holdOpen();
  beforeEach(() => open(startJourney));
  afterEach(() => opened().close());
  return cloud;
}

/** Somebody's phone at the cloud of each test: a new one every time. */
export function phoneOfEach(cloud: LocalCloud, person: string): Phone {
  let current: Phone | null = null;
  beforeEach(() => {
    current = phoneOf(cloud, person);
  });
  return standInFor(() => {
    if (current === null) throw new Error('the phone is asked for outside of a test');
    return current;
  });
}
