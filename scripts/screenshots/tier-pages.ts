import { PROPOSED_RULE } from '../../local/seed/demo-growth';
import { packFor, untilGrown, untilHeld } from '../../tests/stage/growth/growth-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Camera } from './camera';
import { comeToRest } from './simulator';

/** What the operator decides about tiers, with something of everything. */
export async function takeTierPages({ cloud, page, take, open, save }: Camera): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const packId = await packFor(cloud, 'upgrade', 'fresh-5');
  const right = { fromLevel: 2, value: null, quota: null };
  await he.growth.publishRule({
    draft: {
      ...PROPOSED_RULE,
      gifts: [{ kind: 'upgrade', fromLevel: 2, packId }],
      privileges: [
        { ...right, id: 'price', kind: 'member_price', name: '会员价', terms: '结账时自动减', value: 950 },
        {
          ...right,
          id: 'lane',
          kind: 'priority',
          name: '免排队',
          terms: '到店出示会员码，店员核销',
          quota: { times: 2, period: 'month' },
        },
      ],
    },
    basedOn: 1,
  });
  await untilHeld(cloud);
  const { rule } = await he.growth.readRule({});
  if (!rule) throw new Error('no rule');
  await he.growth.publishRule({ draft: { ...rule, graceDays: 10 }, basedOn: rule.version });
  await he.growth.beginForecast({ draft: null });
  await untilGrown(cloud);
  await take({ name: 'm-tiers', persona: 'operator-he', page: 'merchant/pages/tiers/index' });
  await open({ name: 'm-tier-rule', persona: 'operator-he', page: 'merchant/pages/tier-rule/index' });
  await save('m-tier-rule');
  for (const [name, text] of [
    ['growth', '成长值'],
    ['rights', '权益'],
    ['gifts', '会员礼'],
  ] as const) {
    await page.getByRole('tab', { name: text }).click();
    await comeToRest(page);
    await save(`m-tier-rule-${name}`);
  }
}
