import { auditOf } from '../../stage/counter-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
let he: Phone;
beforeEach(async () => {
  he = phoneOf(cloud, 'operator-he');
});

const stored = () => documentsOf(cloud, 'settings').find(({ _id }) => _id === 'merchant')!;
const set = async (linkDays: number, basedOn: number) =>
  he.office.saveSettings({ name: 'leaderRules', content: { linkDays }, basedOn });

describe('the history of the settings', () => {
  it('has every version with what it changed, also the one from before versions were kept', async () => {
    const { version: first } = await he.office.readSettings({});
    await set(30, first);
    await set(5, first + 1);
    const { versions } = await he.office.listSettingVersions({ cursor: null });
    expect(versions.map(({ version }) => version)).toEqual([first + 2, first + 1, first]);
    expect(versions[0]).toMatchObject({
      changedBy: '运营小何',
      changes: [{ path: 'leaderRules.linkDays', before: 30, after: 5 }],
    });
  });

  it('brings a version back as a new one, once, in all groups, and the log says so', async () => {
    const before = stored();
    await set(30, before.version);
    await he.office.saveSettings({
      name: 'orderRules',
      content: { payWithinMinutes: 20 },
      basedOn: before.version + 1,
    });
    const restore = { version: before.version, basedOn: before.version + 2 };
    const answer = { outcome: 'restored', version: before.version + 3 };
    expect(await he.office.restoreSettings(restore)).toEqual(answer);
    expect(await he.office.restoreSettings(restore)).toEqual(answer);
    const { groups } = await he.office.readSettings({});
    expect(groups.find(({ name }) => name === 'orderRules')?.content).toMatchObject({ payWithinMinutes: 15 });
    expect(groups.find(({ name }) => name === 'leaderRules')?.content).toMatchObject({ linkDays: 7 });
    const { versions } = await he.office.listSettingVersions({ cursor: null });
    expect(versions[0]).toMatchObject({ version: before.version + 3, restoredFrom: before.version });
    const told = auditOf(cloud, 'office.saveSettings');
    expect(told.map(({ detail }) => detail)).toContainEqual({
      version: before.version + 3,
      restoredFrom: before.version,
    });
    expect(told).toHaveLength(3);
  });

  it('never over what somebody saved meanwhile, and not what there never was', async () => {
    const { version } = stored();
    await set(30, version);
    await expect(he.office.restoreSettings({ version, basedOn: version })).rejects.toMatchObject({
      code: 'settings_changed',
    });
    await expect(he.office.restoreSettings({ version: 999, basedOn: version + 1 })).rejects.toMatchObject({
      code: 'setting_version_not_found',
    });
    await expect(
      phoneOf(cloud, 'clerk-zhou').office.listSettingVersions({ cursor: null }),
    ).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
