import type { IssueRuleView } from '@contracts/payment/issue-rule-values';
import { isIssueRuleId } from '@contracts/primitives/ids';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { FormLoad } from '../../../kit/edit/form-load';
import { ListPage, type ListColumn } from '../../../kit/list-page';
import { useEdited } from '../../../kit/use-edited';
import { moneyText, numberText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { IssueForm } from './issue-form';
import { issueTexts, type IssueTexts } from './texts';

const KEY = ['payment', 'issueRules'];
/** Far above what a shop has. */
const MOST_PAGES = 20;

/** Rules are read in a list only; null: a new one. */
async function readRule(id: string | null): Promise<IssueRuleView | null> {
  let cursor: string | null = null;
  for (let page = 0; id !== null && page < MOST_PAGES; page += 1) {
    const found: { rules: IssueRuleView[]; nextCursor: string | null } = await api.payment.listIssueRules({
      cursor,
    });
    const rule = found.rules.find(({ ruleId }) => ruleId === id);
    if (rule) return rule;
    if (found.nextCursor === null) break;
    cursor = found.nextCursor;
  }
  return null;
}

function OneRule({ id, onClose }: { id: string | null; onClose: () => void }) {
  const choices = useQuery({
    queryKey: [...KEY, 'choices'],
    queryFn: () => api.payment.listIssueChoices({}),
  });
  const found = useQuery({ queryKey: [...KEY, 'one', id], queryFn: () => readRule(id) });
  return (
    <FormLoad queries={[choices, found]} onClose={onClose}>
      {choices.data && found.data !== undefined && (
        <IssueForm
          key={found.data?.version}
          rule={found.data}
          choices={choices.data}
          reload={() => void found.refetch()}
          onClose={onClose}
        />
      )}
    </FormLoad>
  );
}

const columnsOf = (texts: IssueTexts, edit: (rule: IssueRuleView) => void): ListColumn<IssueRuleView>[] => [
  { key: 'name', title: texts.name, width: 180, render: ({ terms }) => terms.name },
  {
    key: 'priority',
    title: texts.priority,
    width: 80,
    align: 'right',
    render: ({ terms }) => numberText(terms.priority),
  },
  { key: 'plan', title: texts.plan, width: 140, render: ({ planName }) => planName },
  { key: 'pack', title: texts.pack, width: 140, render: ({ packName }) => packName ?? texts.noPack },
  {
    key: 'amount',
    title: texts.amount,
    width: 170,
    render: ({ terms: { fromFen, untilFen } }) =>
      `${moneyText(fromFen)} – ${untilFen === null ? texts.unlimited : moneyText(untilFen)}`,
  },
  {
    key: 'state',
    title: texts.state,
    width: 90,
    render: ({ terms }) => (
      <Tag color={terms.enabled ? 'success' : 'default'}>
        {terms.enabled ? texts.enabled : texts.disabled}
      </Tag>
    ),
  },
  { key: 'version', title: texts.version, width: 70, align: 'right', render: ({ version }) => version },
  {
    key: 'act',
    title: texts.act,
    width: 90,
    render: (rule) => (
      <Button size="small" onClick={() => edit(rule)}>
        {texts.edit}
      </Button>
    ),
  },
];

export default function IssuePage() {
  const { pages } = useTexts();
  const texts = usePageTexts(issueTexts);
  const { edited, edit, close } = useEdited(isIssueRuleId);
  return (
    <ListPage<IssueRuleView>
      title={pages.issueRules}
      name="issue-rules"
      queryKey={[...KEY, 'list']}
      load={async (cursor) => {
        const { rules, nextCursor, now } = await api.payment.listIssueRules({ cursor });
        return { rows: rules, nextCursor, now };
      }}
      columns={columnsOf(texts, ({ ruleId }) => edit(ruleId))}
      rowKey={({ ruleId }) => ruleId}
      actions={
        <Button type="primary" onClick={() => edit('new')}>
          {texts.new}
        </Button>
      }
    >
      {edited !== null && <OneRule id={edited === 'new' ? null : edited} onClose={close} />}
    </ListPage>
  );
}
