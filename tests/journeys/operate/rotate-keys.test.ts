import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseVariables } from '../../../cloudfunctions/kit/config/settings';
import { decryptPhone } from '../../../cloudfunctions/kit/identity/phone-vault';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { demoVariables } from '../../../local/seed/demo-settings';
import type { LocalCloud } from '../../../local/server';
import { restoreBackup } from '../../../scripts/backup/restore-backup';
import { writeBackup } from '../../../scripts/backup/write-backup';
import { resealNumbers, SEALED_FIELDS } from '../../../scripts/rotate-keys/reseal-numbers';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';

/** `npm run rotate-keys` while the shop is open. */
describe('the keys of phone numbers, rotated', () => {
  let cloud: LocalCloud;
  let folder = '';
  beforeAll(async () => {
    cloud = await startJourney();
    Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
    folder = mkdtempSync(path.join(tmpdir(), 'tuanka-keys-'));
    for (const name of ['shopper-lin', 'shopper-wang']) {
      const phone = phoneOf(cloud, name);
      await phone.member.join({ leaderCode: null, phoneCode: await phone.phoneCode() });
    }
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cloud.close();
  });

  const before = () => parseVariables(demoVariables(cloud.url)).phone;
  const added: [string, Buffer] = ['k3', Buffer.alloc(32, 42)];
  const during = () => ({ ...before(), keys: [added, ...before().keys] });
  const afterwards = () => ({ ...before(), keys: [added] });
  const sealed = () => documentsOf(cloud, 'members').map(({ phone }) => phone?.cipher ?? '');
  const keysOf = () => sealed().map((cipher) => cipher.split('.')[0]);
  const numbers = (phone: ReturnType<typeof before>) =>
    sealed()
      .map((cipher) => decryptPhone(phone, cipher))
      .sort();

  it('knows every field that holds a sealed number', () => {
    const text = readFileSync(path.resolve('docs/data-model.md'), 'utf8');
    const found = [...text.matchAll(/^## `?(\w+)`?|^\| `([\w.]*cipher)`/gm)].reduce<{
      at: string;
      all: string[];
    }>(
      ({ at, all }, [, name, field]) =>
        name === undefined ? { at, all: [...all, `${at} ${field}`] } : { at: name, all },
      { at: '', all: [] },
    ).all;
    const known = Object.entries(SEALED_FIELDS).flatMap(([name, paths]) =>
      paths.map((one) => `${name} ${one}`),
    );
    expect(found.sort()).toEqual(known.sort());
  });

  it('interrupted in the middle both keys are read; run again it ends, and the old keys open nothing any more', async () => {
    const plain = numbers(before());
    expect(plain).toHaveLength(2);
    const saved = path.join(folder, 'old');
    await writeBackup(saved, cloud.env, cloud.clock.now());

    const fault = { target: 'database', collection: 'members', action: 'database.modifyDocument' } as const;
    cloud.faults.apply({ ...fault, kind: 'drop', nth: 2, onwards: true });
    await expect(resealNumbers(during())).rejects.toThrow();
    cloud.faults.apply({ clear: true });
    expect(keysOf().sort()).toEqual(['k2', 'k3']);
    expect(numbers(during())).toEqual(plain);

    expect(await resealNumbers(during())).toEqual({ resealed: 1, unreadable: [] });
    expect(keysOf()).toEqual(['k3', 'k3']);
    expect(numbers(afterwards())).toEqual(plain);
    expect(await resealNumbers(afterwards())).toEqual({ resealed: 0, unreadable: [] });

    // A backup of before needs the old key once more, and is rotated like the rest.
    cloud.database.reset(cloud.env);
    await restoreBackup(saved, cloud.env);
    const { unreadable } = await resealNumbers(afterwards());
    expect(unreadable).toHaveLength(2);
    expect(await resealNumbers(during())).toEqual({ resealed: 2, unreadable: [] });
    expect(numbers(afterwards())).toEqual(plain);
  });
});
