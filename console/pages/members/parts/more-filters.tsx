import type { MemberFilterInput } from '@contracts/office/member-filter';
import { Badge, Button, Flex, Form, Input, Popover, Select, Space } from 'antd';
import { useState } from 'react';
import { useQueryString } from '../../../app/location';
import { usePageTexts } from '../../../texts/use-texts';
import { sources } from '../filter-query';
import { memberTexts } from '../texts';
import { DayRange } from './day-range';
import { NumberInput } from '../../../kit/number-input';

const names = [
  'source',
  'tag',
  'month',
  'joined',
  'paid',
  'days',
  'orders',
  'amount',
  'coupons',
  'points',
] as const;
type Draft = Partial<Record<(typeof names)[number], string | null>>;

/** Two ends of a count as the address has them: `least..below`. */
function Range(props: {
  value?: string | null;
  onChange?: (next: string | null) => void;
  per?: number;
  label: string;
}) {
  const { filters } = usePageTexts(memberTexts);
  const per = props.per ?? 1;
  const [from = '', until = ''] = (props.value ?? '..').split('..');
  const shown = (text: string): number | null => (text === '' ? null : Number(text) / per);
  const kept = (value: number | null): string => (value === null ? '' : String(Math.round(value * per)));
  const change = (a: string, b: string): void => props.onChange?.(a === '' && b === '' ? null : `${a}..${b}`);
  return (
    <Space.Compact>
      <NumberInput
        placeholder={filters.least}
        aria-label={`${props.label} ${filters.least}`}
        value={shown(from)}
        onChange={(value) => change(kept(value), until)}
      />
      <NumberInput
        placeholder={filters.below}
        aria-label={`${props.label} ${filters.below}`}
        value={shown(until)}
        onChange={(value) => change(from, kept(value))}
      />
    </Space.Compact>
  );
}

function Fields() {
  const texts = usePageTexts(memberTexts);
  const { filters } = texts;
  return (
    <>
      <Form.Item name="joined" label={filters.joined}>
        <DayRange label={filters.joined} />
      </Form.Item>
      <Form.Item name="paid" label={filters.lastPaid}>
        <DayRange label={filters.lastPaid} />
      </Form.Item>
      <Form.Item name="days" label={filters.buying}>
        <Select options={[30, 90, 365].map((days) => ({ value: String(days), label: filters.days(days) }))} />
      </Form.Item>
      <Form.Item name="orders" label={filters.orders}>
        <Range label={filters.orders} />
      </Form.Item>
      <Form.Item name="amount" label={filters.amount}>
        <Range label={filters.amount} per={100} />
      </Form.Item>
      <Form.Item name="coupons" label={filters.coupons}>
        <Range label={filters.coupons} />
      </Form.Item>
      <Form.Item name="points" label={filters.points}>
        <Range label={filters.points} />
      </Form.Item>
      <Form.Item name="source" label={filters.source}>
        <Select allowClear options={sources.map((value) => ({ value, label: texts.sources[value] }))} />
      </Form.Item>
      <Form.Item name="month" label={filters.birthMonth}>
        <Select
          allowClear
          options={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: filters.month(index + 1),
          }))}
        />
      </Form.Item>
      <Form.Item name="tag" label={filters.tag}>
        <Input maxLength={20} allowClear />
      </Form.Item>
    </>
  );
}

/** The filters that are asked for less often, taken over together. */
export function MoreFilters({ filter }: { filter: MemberFilterInput }) {
  const { filters } = usePageTexts(memberTexts);
  const query = useQueryString();
  const [isOpen, setOpen] = useState(false);
  const { source, tag, birthMonth, joined, lastPaid, buying, coupons, points } = filter;
  const asked = [source, tag, birthMonth, joined, lastPaid, buying, coupons, points].filter(
    (part) => part !== null && part !== undefined,
  ).length;
  const apply = (draft: Draft): void => {
    const all = Object.fromEntries(names.map((name) => [name, draft[name] ?? null]));
    const isBought = all['orders'] !== null || all['amount'] !== null;
    query.set({ ...all, days: isBought ? (all['days'] ?? null) : null, pages: null });
    setOpen(false);
  };
  const form = (
    <Form<Draft>
      layout="horizontal"
      labelCol={{ flex: '110px' }}
      style={{ width: 420 }}
      size="small"
      initialValues={{
        ...Object.fromEntries(names.map((name) => [name, query.get(name)])),
        days: query.get('days') ?? '365',
      }}
      onFinish={apply}
    >
      <Fields />
      <Flex justify="end" gap="small">
        <Button onClick={() => apply({})}>{filters.clear}</Button>
        <Button type="primary" htmlType="submit">
          {filters.apply}
        </Button>
      </Flex>
    </Form>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      content={form}
      destroyOnHidden
    >
      <Badge count={asked} size="small">
        <Button>{filters.more}</Button>
      </Badge>
    </Popover>
  );
}
