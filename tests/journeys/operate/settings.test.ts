import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_LEADER_CODE } from '../../../local/seed/demo-merchant';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { demoSettings } from '../../../local/seed/demo-settings';
import { diff, pull, push, type Place } from '../../../scripts/settings/commands';
import { readSettingsFile, writeSettingsFile } from '../../../scripts/settings/settings-file';
import { checkoutOf } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

/** What the merchant decides: changed while the shop is open, by the page and by the command line. */
describe('the settings', () => {
  const cloud = sharedCloud();
  let operator: Phone;
  let lin: Phone;
  beforeEach(async () => {
    operator = phoneOf(cloud, 'operator-he');
    lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
  });

  const merchantQuiet = async () => (await lin.message.readSettings({})).quietHours;
  const stored = () => documentsOf(cloud, 'settings').find(({ _id }) => _id === 'merchant');

  it('are in force everywhere within a minute, and the audit log says what changed', async () => {
    expect(await merchantQuiet()).toEqual({ fromMinute: 22 * 60, toMinute: 8 * 60 });
    const { version } = await operator.office.readSettings({});
    const content = { quietHours: '21:00-09:30', perDay: 6 };
    const input = { name: 'messageRules' as const, content, basedOn: version };
    expect(await operator.office.saveSettings(input)).toEqual({ outcome: 'saved', version: version + 1 });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    expect(await merchantQuiet()).toEqual({ fromMinute: 21 * 60, toMinute: 9 * 60 + 30 });
    const { entries } = await operator.office.listAudit({ cursor: null });
    expect(entries.find(({ action }) => action === 'office.saveSettings')).toMatchObject({
      before: { 'messageRules.perDay': null },
      after: { 'messageRules.perDay': 6, 'messageRules.quietHours': '21:00-09:30' },
    });
  });

  it('of two people who open them, the second is refused; the same again is not', async () => {
    const { version } = await operator.office.readSettings({});
    const mine = { name: 'leaderRules' as const, content: { linkDays: 30 }, basedOn: version };
    await operator.office.saveSettings(mine);
    const theirs = { ...mine, content: { linkDays: 7 } };
    await expect(operator.office.saveSettings(theirs)).rejects.toMatchObject({ code: 'settings_changed' });
    expect(await operator.office.saveSettings(mine)).toEqual({ outcome: 'saved', version: version + 1 });
    expect(stored()?.content['leaderRules']).toEqual({ linkDays: 30 });
  });

  it('that would be refused at every send are refused now, with where', async () => {
    const { version } = await operator.office.readSettings({});
    const templates = { coupon_expiry: { templateId: 'T', fields: { thing1: 'price', number2: 'tip' } } };
    const input = { name: 'messageTemplates' as const, content: templates, basedOn: version };
    expect(await operator.office.saveSettings(input)).toEqual({
      outcome: 'refused',
      problems: [
        { path: 'coupon_expiry.fields.thing1', problem: 'unknown_value' },
        { path: 'coupon_expiry.fields.number2', problem: 'does_not_fit' },
      ],
    });
    expect(stored()?.version).toBe(version);
  });

  it('without a template for a kind send it to the inbox, and say so', async () => {
    const before = await operator.office.readSettings({});
    expect(before.kindsWithoutTemplate).not.toContain('coupon_expiry');
    const { coupon_expiry: _gone, ...others } = demoSettings.messageTemplates ?? {};
    await operator.office.saveSettings({
      name: 'messageTemplates',
      content: others,
      basedOn: before.version,
    });
    await operator.office.saveSettings({
      name: 'officialTemplates',
      content: {},
      basedOn: before.version + 1,
    });
    expect((await operator.office.readSettings({})).kindsWithoutTemplate).toContain('coupon_expiry');
    cloud.moveClock(cloud.clock.now() + 90 * MINUTE_MS);
    await cloud.runTimers();
    expect(lin.serviceNotifications()).toEqual([]);
    const { messages } = await lin.message.listInbox({ cursor: null });
    expect(messages).toEqual([expect.objectContaining({ kind: 'coupon_expiry', channel: 'inbox' })]);
  });

  it('spoiled by hand stop nobody: that group has its defaults', async () => {
    const environment = cloud.database.environment(cloud.env);
    await environment.update('settings', {
      filter: { _id: 'merchant' },
      modifier: { $set: { 'content.messageRules': { quietHours: 'never' }, 'content.leaderRules': 7 } },
      multi: false,
    });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    expect(await merchantQuiet()).toEqual({ fromMinute: 22 * 60, toMinute: 8 * 60 });
    expect(
      await phoneOf(cloud, 'shopper-wang').member.join({ leaderCode: null, phoneCode: null }),
    ).toMatchObject({ outcome: 'joined' });
  });

  it('are read beside what a join reads, and are in force for it within a minute', async () => {
    const joinOf = async (n: number) => {
      cloud.faults.database.startTrace();
      const event = {
        op: 'join',
        input: { leaderCode: DEMO_LEADER_CODE, phoneCode: null },
        requestId: newTestRequest(),
      };
      const { database } = await cloud.invoke('member', event, {
        openid: `oSettings-${n}`,
        appid: DEMO_APPID,
      });
      const asked = new Set(cloud.faults.database.trace.map(({ collection }) => collection));
      return { calls: database?.calls, inSequence: database?.inSequence, asked };
    };
    const warm = await joinOf(1);
    // Of two collections a minute is over: the mark for the sweep, and the settings.
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    const first = await joinOf(2);
    expect(first.asked).toContain('settings');
    expect(first).toMatchObject({ calls: (warm.calls ?? 0) + 2, inSequence: warm.inSequence });
    expect(first.asked).not.toContain('inviteTouches');
    const rules = { name: 'referralRules' as const, content: { touch: 'first' } };
    const { version } = await operator.office.readSettings({});
    await operator.office.saveSettings({ ...rules, basedOn: version });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    // What it holds says that touches do not count; what it reads says that they do.
    expect((await joinOf(3)).asked).toContain('inviteTouches');
    const known = await joinOf(4);
    expect(known.asked).toContain('inviteTouches');
    expect(known.asked).not.toContain('settings');
    expect(known.inSequence).toBe(warm.inSequence);
  });

  it('cost one call in a minute of an instance, and none after', async () => {
    const calls = async (): Promise<number | undefined> => {
      const input = { op: 'readSettings', input: {}, requestId: newTestRequest() };
      return (await cloud.invoke('message', input, 'shopper-lin')).database?.calls;
    };
    const [first = 0, next = 0] = [await calls(), await calls()];
    expect(first - next).toBe(1);
    cloud.moveClock(cloud.clock.now() + MINUTE_MS - 1);
    expect(await calls()).toBe(next);
    cloud.moveClock(cloud.clock.now() + 1);
    expect(await calls()).toBe(first);
  });

  describe('as a file', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'settings-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const placeOf = (name: string): Place => {
      const { store, now } = checkoutOf(cloud);
      return { store, file: path.join(folder, `${name}.json`), now: now(), requestId: newTestRequest() };
    };
    const change = (place: Place, perDay: unknown): void => {
      const file = readSettingsFile(place.file);
      if (!file) throw new Error(place.file);
      writeSettingsFile(place.file, { ...file, content: { ...file.content, messageRules: { perDay } } });
    };

    it('are pulled, changed, compared and pushed', async () => {
      const place = placeOf('mine');
      expect(await diff(place)).toMatchObject({ ok: false });
      expect(await pull(place, false)).toMatchObject({ ok: true });
      expect(await diff(place)).toEqual({ ok: true, lines: ['✓ 没有差别  no difference'] });
      change(place, 9);
      expect((await diff(place)).lines).toEqual(['  messageRules.perDay: — → 9']);
      expect(await pull(place, false)).toMatchObject({ ok: false });
      expect(await push(place)).toMatchObject({ ok: true });
      expect(stored()).toMatchObject({
        version: 2,
        changedByName: '系统',
        content: { messageRules: { perDay: 9 } },
      });
      expect((await push(placeOf('mine'))).lines[0]).toBe('✓ 没有差别  nothing to push');
    });

    it('never overwrite what somebody else pushed meanwhile', async () => {
      const [mine, theirs] = [placeOf('mine'), placeOf('theirs')];
      await pull(mine, false);
      await pull(theirs, false);
      change(theirs, 5);
      await push(theirs);
      change(mine, 6);
      expect(await push(mine)).toMatchObject({ ok: false });
      expect(stored()?.content['messageRules']).toEqual({ perDay: 5 });
    });

    it('that do not fit are not pushed', async () => {
      const place = placeOf('mine');
      await pull(place, false);
      change(place, 'many');
      expect(await push(place)).toEqual({ ok: false, lines: ['✗ messageRules.perDay: not_valid'] });
      expect(stored()?.version).toBe(1);
    });
  });
});
