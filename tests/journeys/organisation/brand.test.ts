import { MINUTE_MS } from '@contracts/primitives/time';
import { auditOf } from '../../stage/counter-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { NOON, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
let he: Phone;
let version: number;
beforeEach(async () => {
  cloud.moveClock(NOON);
  he = phoneOf(cloud, 'operator-he');
  ({ version } = await he.office.readSettings({}));
});

const brand = { name: '邻里优选', colour: '#7b1fa2' };
/** An instance reads the settings once a minute. */
const later = () => cloud.moveClock(cloud.clock.now() + 2 * MINUTE_MS);

describe('the brand', () => {
  it('is what home and landing page show within a minute; without one it is as deployed', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const usual = { brandName: '团卡邻里', brandColour: null };
    expect(await lin.member.overview({})).toMatchObject(usual);
    expect(await he.office.saveBrand({ brand, basedOn: version })).toEqual({
      outcome: 'saved',
      version: version + 1,
    });
    later();
    const told = { brandName: '邻里优选', brandColour: '#7b1fa2' };
    expect(await lin.member.overview({})).toMatchObject(told);
    expect(await lin.member.resolveCode({ leaderCode: null })).toMatchObject(told);
    await lin.member.join({ leaderCode: null, phoneCode: null });
    expect(await lin.member.overview({})).toMatchObject({ membership: 'member', ...told });
    expect(auditOf(cloud, 'office.saveSettings')).toMatchObject([
      { after: { 'brand.name': '邻里优选', 'brand.colour': '#7b1fa2' } },
    ]);
    await he.office.restoreSettings({ version, basedOn: version + 1 });
    later();
    expect(await lin.member.overview({})).toMatchObject(usual);
  });

  it.each([
    ['a name that no payment shows whole', { ...brand, name: '团'.repeat(21) }, 'name', 'not_valid'],
    ['a colour that is none', { ...brand, colour: 'red' }, 'colour', 'not_valid'],
  ] as const)('%s is refused with where it is', async (_name, wrong, path, problem) => {
    expect(await he.office.saveBrand({ brand: wrong, basedOn: version })).toEqual({
      outcome: 'refused',
      problems: [{ path, problem }],
    });
  });

  it('has to fit a payment with the name of every store', async () => {
    const { stores } = await he.merchant.listStores({});
    const { storeId, version: opened, fields } = stores[0]!;
    const edit = { storeId, version: opened };
    await he.merchant.saveStore({ edit, fields: { ...fields, name: '店'.repeat(30) } });
    expect(
      await he.office.saveBrand({ brand: { ...brand, name: '团'.repeat(12) }, basedOn: version }),
    ).toEqual({
      outcome: 'saved',
      version: version + 1,
    });
    const longer = { brand: { ...brand, name: '团'.repeat(13) }, basedOn: version + 1 };
    expect(await he.office.saveBrand(longer)).toEqual({
      outcome: 'refused',
      problems: [{ path: 'name', problem: 'does_not_fit' }],
    });
  });

  it('of two who edit at once the second looks first', async () => {
    await he.office.saveBrand({ brand, basedOn: version });
    await he.office.saveBrand({ brand, basedOn: version });
    const other = { brand: { ...brand, colour: '#e65100' }, basedOn: version };
    await expect(phoneOf(cloud, 'owner-li').office.saveBrand(other)).rejects.toMatchObject({
      code: 'settings_changed',
    });
  });

  it('is nobody’s to change past the look at its name', async () => {
    // @ts-expect-error the compiler says so too
    const past = he.office.saveSettings({ name: 'brand', content: brand, basedOn: version });
    await expect(past).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
