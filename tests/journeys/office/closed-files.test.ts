import { MINUTE_MS } from '@contracts/primitives/time';
import { localClientPlace } from '../../../scripts/collections/read-as-client';
import { readFilesAsClient } from '../../../scripts/collections/read-files-as-client';
import { cloudFiles } from '../../../cloudfunctions/kit/store/cloud-files';
import { platformVariables } from '../../../local/cloudbase/functions/instance/platform-variables';
import { join } from '../../stage/identity-stage';
import { pass } from '../../stage/invite-stage';
import { csvFile, HEADINGS, sendList } from '../../stage/office/import-list';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf } from '../../stage/stage';

/** Files of members and of other systems, to whoever is nobody there: another phone, a browser, an address that was passed on. */
const cloud = cloudOfEach();
beforeEach(() => {
  Object.assign(process.env, platformVariables(cloud.env, `${cloud.url}/admin`));
});

const EVERYTHING = [
  'the address without its signature',
  'its address',
  'writing over it',
  'writing beside it',
  'removing it',
];

/** A written export with whole numbers, and a part of a list that was sent. */
async function bothFiles() {
  const [owner, lin] = [phoneOf(cloud, 'owner-li'), phoneOf(cloud, 'shopper-lin')];
  await join(lin, await lin.phoneCode());
  for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
  const wish = { filter: {}, format: 'csv' as const, reason: '核对', withPhones: true };
  const { export: begun } = await owner.office.exportMembers(wish);
  for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
  const row = HEADINGS.map((heading) => (heading === '手机号' ? '13911110009' : ''));
  await sendList(phoneOf(cloud, 'operator-he'), csvFile([row]));
  const exported = documentsOf(cloud, 'exports')[0]?.fileId;
  const sent = documentsOf(cloud, 'memberImports')[0]?.parts[0];
  return { exportId: begun.exportId, files: [exported!, sent!] };
}
const pathOf = (fileId: string) => fileId.replace(/^cloud:\/\/[^/]+\//, '');

describe('an export with whole numbers and a list that was sent', () => {
  it('are closed to a client that signed in, and to whoever has their address without its signature', async () => {
    const { files } = await bothFiles();
    for (const fileId of files) {
      const before = cloud.storage.read(fileId)?.toString();
      expect(before).toMatch(/1380013800|13911110009/);
      const address = await cloudFiles.urlOf(fileId);
      const file = { fileId, path: pathOf(fileId), address: address! };
      const place = localClientPlace(cloud.env, cloud.url);
      expect(await readFilesAsClient(place, file)).toEqual({
        refused: EVERYTHING,
        allowed: [],
        unknown: [],
        signedIn: true,
      });
      expect(cloud.storage.read(fileId)?.toString()).toBe(before);
      // The same questions see it where the storage stands open.
      cloud.clientAccess.permitBucket(cloud.env, 'READONLY');
      expect((await readFilesAsClient(place, file)).allowed).toEqual(EVERYTHING);
      cloud.clientAccess.clear();
    }
  });

  it('no role but the owner is told where it is, no other person at all, and what was told ends in ten minutes', async () => {
    const { exportId } = await bothFiles();
    for (const [who, code] of [
      ['operator-he', 'not_allowed'],
      ['clerk-zhou', 'not_allowed'],
      ['shopper-lin', 'not_allowed'],
      ['shopper-wang', 'not_allowed'],
    ] as const)
      await expect(phoneOf(cloud, who).office.tellExport({ exportId })).rejects.toMatchObject({ code });
    const { url } = await phoneOf(cloud, 'owner-li').office.tellExport({ exportId });
    const status = async (address: string) => (await fetch(address)).status;
    expect(await status(url)).toBe(200);
    expect(await status(url.replace(/sign=\w/, 'sign=0').replace(/t=\d/, 't=9'))).toBe(403);
    cloud.moveClock(cloud.clock.now() + 10 * MINUTE_MS);
    expect(await status(url)).toBe(403);
  });

  it('no answer to staff holds the id of a file', async () => {
    const { files } = await bothFiles();
    const owner = phoneOf(cloud, 'owner-li');
    const told = JSON.stringify([
      await owner.office.listExports({ cursor: null }),
      await owner.office.listImports({ cursor: null }),
    ]);
    for (const fileId of files) expect(told).not.toContain(pathOf(fileId));
    expect(told).not.toContain('cloud://');
  });
});
