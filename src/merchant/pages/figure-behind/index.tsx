import { useRouter } from '@tarojs/taro';
import { behindWords } from '@contracts/primitives/insight/behind';
import { figureText } from '@contracts/primitives/insight/figure-text';
import { figureKeys, figureOf, type FigureKey } from '@contracts/primitives/insight/figures';
import { chinaTimeText, isRealChinaDate, type ChinaDate } from '@contracts/primitives/time';
import type { ApiOf } from '@contracts/operation';
import type { insightOperations } from '@contracts/insight/insight';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine, ListNote } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openBill, openMember } from '@/platform/opening/navigation';
import { insightService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

type Happened = ReturnType<ApiOf<typeof insightOperations>['listBehind']>['rows'][number];

const whoText = ({ member }: Happened): string =>
  member === null ? '已注销的会员' : [member.nickname ?? '会员', member.phone ?? ''].join(' ').trim();

const sizeText = ({ amountFen, count }: Happened): string | undefined => {
  if (amountFen !== null) return figureText('fen', amountFen);
  return count === null ? undefined : figureText('number', count);
};

const HappenedCard = ({ one }: { one: Happened }) => {
  const { kind, at, member, orderId } = one;
  return (
    <Card>
      <CardHead title={behindWords[kind]} state={sizeText(one)} />
      <CardLine text={`${chinaTimeText(at)} · ${whoText(one)}`} />
      {(member !== null || orderId !== null) && (
        <CardActions>
          {member && (
            <ActionButton look="secondary" compact onPress={() => void openMember(member.memberId)}>
              看会员
            </ActionButton>
          )}
          {orderId && (
            <ActionButton look="secondary" compact onPress={() => void openBill(orderId)}>
              看订单
            </ActionButton>
          )}
        </CardActions>
      )}
    </Card>
  );
};

function Behind({ figure, day }: { figure: FigureKey; day: ChinaDate }) {
  const list = usePagedCall(async (cursor) => {
    const { rows, nextCursor, now } = await insightService.listBehind({ figure, day, storeId: null, cursor });
    return { items: rows, nextCursor, now };
  });
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ id }) => id}
      row={(one) => <HappenedCard one={one} />}
      head={
        <ListNote
          text={`${figureOf(figure).name} · ${day}：那天发生的、算进这个数的每一笔。超过 400 天的只留合计`}
        />
      }
      empty={{ icon: 'receipt', title: '那天没有', text: '换一天看看' }}
    />
  );
}

/** What a figure of a day is made of, one by one. */
export default function FigureBehindPage() {
  const { params } = useRouter();
  const figure = figureKeys().find((key) => key === params['figure']);
  const { day = '' } = params;
  return (
    <PageShell>
      {figure !== undefined && isRealChinaDate(day) ? (
        <Behind figure={figure} day={day} />
      ) : (
        <PageNote icon="receipt" title="没有这个数字" text="请从经营数据里点进来" />
      )}
    </PageShell>
  );
}
