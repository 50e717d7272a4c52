import type { GrowthRule, PublishedGrowthRule } from '@contracts/growth/growth-rule';
import { Flex, Form, Input } from 'antd';
import { ActionForm } from '../../kit/action-form';
import { useRefresh } from '../../kit/use-refresh';
import { NumberInput } from '../../kit/number-input';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { ruleTexts } from './texts';

export const TIERS_KEY = ['growth', 'rule'];

type Typed = Pick<GrowthRule, 'tiers' | 'perYuan' | 'pendingDays' | 'graceDays'>;
const MOST = 10_000_000;

function TierFields({ tiers }: { tiers: GrowthRule['tiers'] }) {
  const texts = usePageTexts(ruleTexts);
  const { form } = useTexts();
  const rules = [{ required: true, message: form.required }];
  return tiers.map(({ name }, at) => (
    <Flex key={name} gap="middle">
      <Form.Item name={['tiers', at, 'name']} label={texts.tierName(at + 1)} rules={rules}>
        <Input maxLength={8} />
      </Form.Item>
      <Form.Item name={['tiers', at, 'entry']} label={texts.tierEntry(name)} rules={rules}>
        <NumberInput min={0} max={MOST} precision={0} disabled={at === 0} />
      </Form.Item>
      <Form.Item name={['tiers', at, 'keep']} label={texts.tierKeep(name)} rules={rules}>
        <NumberInput min={0} max={MOST} precision={0} disabled={at === 0} />
      </Form.Item>
    </Flex>
  ));
}

/** The next version, based on the one that was open: who published meanwhile is not overruled. */
export function TiersForm({ rule, onClose }: { rule: PublishedGrowthRule; onClose: () => void }) {
  const texts = usePageTexts(ruleTexts);
  const { form } = useTexts();
  const refresh = useRefresh(TIERS_KEY);
  const { version, publishedAt: _publishedAt, holdsFrom: _holdsFrom, ...draft } = rule;
  const { tiers, perYuan, pendingDays, graceDays } = draft;
  const rules = [{ required: true, message: form.required }];
  const reload = (): void => {
    refresh();
    onClose();
  };
  return (
    <ActionForm<Typed>
      title={texts.edit}
      who={texts.who}
      what={texts.what}
      width={640}
      initial={{ tiers, perYuan, pendingDays, graceDays }}
      submit={(typed, requestId) =>
        api.growth.publishRule(
          {
            draft: {
              ...draft,
              ...typed,
              // What is no field, how a tier is drawn, stays with its place.
              tiers: typed.tiers.map((tier, at) => ({ ...tiers[at], ...tier })),
            },
            basedOn: version,
          },
          { requestId },
        )
      }
      saveText={texts.publish}
      reload={reload}
      onDone={refresh}
      onClose={onClose}
    >
      <TierFields tiers={tiers} />
      <Form.Item name="perYuan" label={texts.perYuan} rules={rules}>
        <NumberInput min={0} max={10_000} precision={0} />
      </Form.Item>
      <Form.Item name="pendingDays" label={texts.pendingDays} rules={rules}>
        <NumberInput min={0} max={90} precision={0} />
      </Form.Item>
      <Form.Item name="graceDays" label={texts.graceDays} rules={rules}>
        <NumberInput min={0} max={90} precision={0} />
      </Form.Item>
    </ActionForm>
  );
}
