import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { figures } from '@contracts/primitives/insight/figures';
import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { chinaDate } from '@contracts/values';
import { liveALittle, newcomer, untilTold } from '../../stage/audience/told-life';
import { pass } from '../../stage/invite-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf } from '../../stage/stage';

/** All figures of some days as one file: the same as the pages say. */
describe('figures as a file', () => {
  const cloud = sharedCloud();
  const operator = () => phoneOf(cloud, 'operator-he');
  const day = (later: number) => chinaDateOf(instant(NOON + later * DAY_MS));
  const table = z.array(z.record(z.string(), z.string()));

  const fileOf = async (from: number, until: number) => {
    const period = { from: chinaDate.parse(day(from)), until: chinaDate.parse(day(until)) };
    await operator().office.exportList({ list: 'figures', period, format: 'csv', reason: '给会计' });
    for (let minute = 0; minute < 3; minute += 1) await pass(cloud);
    const [file] = documentsOf(cloud, 'exports')
      .filter(({ status }) => status === 'done')
      .sort((a, b) => b.at - a.at);
    const content = file?.fileId ? cloud.storage.read(file.fileId) : null;
    if (!content) throw new Error('no file');
    const text = Buffer.from(content).toString('utf8');
    // Below the table stands whose file it is.
    return table.parse(parse(text, { bom: true, columns: true, relaxColumnCount: true })).slice(0, -1);
  };
  const line = (rows: readonly Record<string, string>[], ...[grain, begin, by, value]: string[]) =>
    rows.find(
      (row) => row['时段'] === grain && row['开始'] === begin && row['按'] === by && row['值'] === value,
    );

  it('holds each day, week and month by every breakdown, in yuan, percent and names', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await liveALittle(cloud, ann);
    await untilTold(cloud);
    const rows = await fileOf(0, 3);
    const { points } = await operator().insight.readSeries({
      range: { period: 'day', until: day(3), count: 4 },
      cut: 'all',
      value: 'all',
      compare: 'none',
    });
    let told = 0;
    for (const { period, sums } of points) {
      const row = line(rows, '天', period, '全部', '');
      if (Object.keys(sums).length === 0) {
        expect(row).toBeUndefined();
        continue;
      }
      for (const { name, unit, of } of figures) {
        const value = of(sums);
        const heading = { fen: `${name}（元）`, rate: `${name}（%）`, number: name, mean: name }[unit];
        const shown = value === null ? '' : String(unit === 'number' ? value : value / 100);
        expect([period, name, row?.[heading]]).toEqual([period, name, shown]);
        told += shown === '' || shown === '0' ? 0 : 1;
      }
    }
    expect(told).toBeGreaterThan(10);

    const month = await operator().insight.readBreakdown({
      period: 'month',
      day: day(3),
      cut: 'store',
      cursor: null,
    });
    expect(month.rows.length).toBeGreaterThan(0);
    for (const { label, sums } of month.rows)
      expect(line(rows, '月', day(3).slice(0, 7), '门店', label)?.['付款订单']).toBe(
        String(sums.orders ?? 0),
      );
    expect(rows.some((row) => row['时段'] === '周' && row['按'] === '等级（现在）')).toBe(true);
    expect(rows.every((row) => !/^(mem|lea|sto)_/.test(row['值'] ?? ''))).toBe(true);
    expect(rows.every((row) => row['按'] !== 'recount')).toBe(true);
  });

  it('of more rows than a slice none is lost and none twice', async () => {
    const model = { grain: 'day', bucket: day(10), cut: 'category', sums: { orders: 1 }, foldedTo: '' };
    await cloud.database.environment(cloud.env).insert(
      'figures',
      Array.from({ length: 1_100 }, (_, n) => {
        const value = `品${String(n).padStart(4, '0')}`;
        return { ...model, _id: `day:${day(10)}:category:${value}`, value };
      }),
    );
    const rows = await fileOf(10, 10);
    const names = rows.filter((row) => row['时段'] === '天').map((row) => row['值']);
    expect([names.length, new Set(names).size]).toEqual([1_100, 1_100]);
  });
});
