import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { CardActions } from '@/components/card/card';
import { FormPanel } from '@/components/form/form';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { MemberDetail } from '@contracts/office/member-detail';
import { addMs, chinaEndText, DAY_MS } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { openIdentityDecisions, openPointsAdjust, openTemplates } from '@/platform/opening/navigation';
import { officeService } from '@/services';

interface ActsProps {
  member: MemberDetail;
  onDone: (text: string) => void;
}
const YEAR_MS = 365 * DAY_MS;
const nameOf = ({ nickname, phone }: MemberDetail): string => nickname ?? phone ?? '这位会员';

const freezeQuestion = (member: MemberDetail): Question =>
  member.frozen
    ? { title: `给${nameOf(member)}解冻？`, lines: ['马上生效，券和积分又能用了。'], yes: '解冻' }
    : {
        title: `冻结${nameOf(member)}？`,
        lines: [
          '马上生效：还能看，但不能用券、用积分、转送和改资料。',
          '付款照常，只是没有优惠。可以再解冻。',
        ],
        yes: '冻结',
      };

/** What the office does with one member: the reason first, then the deed. */
export function Acts({ member, onDone }: ActsProps) {
  const [text, setText] = useState('');
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const act = useAction(async (deed: Deed) => {
    if (deed.question && !(await ask(deed.question))) return;
    const said = await deed.run({ requestId: request.idFor([deed.name, text, member]) });
    request.done();
    setText('');
    onDone(said);
  });
  const reason = text.trim();
  const deeds = deedsFor(member, reason);
  return (
    <>
      <SectionTitle text="处理" />
      <FormPanel>
        <TextField
          id="reason"
          label="原因或内容"
          placeholder="至少两个字"
          maxlength={90}
          isStep
          value={text}
          onType={setText}
        />
        {act.error && <InlineNote text={act.error.message} />}
        <CardActions>
          {deeds.map((deed) => (
            <ActionButton
              key={deed.name}
              id={`act-${deed.name}`}
              look="secondary"
              disabled={act.busy || reason.length < 2 || deed.off === true}
              onPress={() => void act.run(deed)}
            >
              {deed.text}
            </ActionButton>
          ))}
        </CardActions>
      </FormPanel>
      <CardActions>
        <ActionButton id="points" look="quiet" onPress={() => void openPointsAdjust(member.memberId)}>
          调整积分
        </ActionButton>
        <ActionButton id="coupons" look="quiet" onPress={() => void openTemplates(member.memberId)}>
          发券、收回券
        </ActionButton>
        <ActionButton id="cases" look="quiet" onPress={() => void openIdentityDecisions()}>
          身份待办
        </ActionButton>
      </CardActions>
      {sheet}
    </>
  );
}

const deedsFor = (member: MemberDetail, reason: string): readonly NamedDeed[] => [
  ...personDeeds(member, reason),
  ...cardDeeds(member, reason),
];

function personDeeds(member: MemberDetail, reason: string): readonly NamedDeed[] {
  const { memberId, frozen } = member;
  return [
    {
      name: 'note',
      text: '存为备注',
      run: async (by) => (await officeService.noteMember({ memberId, text: reason }, by), '记下了'),
    },
    {
      name: 'tag',
      text: member.tags.includes(reason) ? '去掉这个标签' : '加这个标签',
      off: reason.length > 20,
      run: async (by) => {
        const [add, remove] = member.tags.includes(reason) ? [[], [reason]] : [[reason], []];
        await officeService.tagMember({ memberId, add, remove, reason: '会员详情里改的' }, by);
        return '标签改好了';
      },
    },
    {
      name: 'freeze',
      text: frozen ? '解冻' : '冻结',
      question: freezeQuestion(member),
      run: async (by) => {
        await officeService.freezeMember({ memberId, frozen: !frozen, reason }, by);
        return frozen ? '已解冻' : '已冻结';
      },
    },
  ];
}

function cardDeeds({ memberId, card, phone }: MemberDetail, reason: string): readonly NamedDeed[] {
  const until = addMs(card.expiresAt ?? card.issuedAt, YEAR_MS);
  return [
    {
      name: 'extend',
      text: '会员卡延一年',
      off: card.expiresAt === null,
      question: {
        title: '把会员卡延长一年？',
        lines: [`到 ${chinaEndText(until)}。`, '延长后不能缩短。'],
        yes: '延长',
      },
      run: async (by) => (
        await officeService.extendCard({ memberId, expiresAt: until, reason }, by),
        '延长了'
      ),
    },
    {
      name: 'replace',
      text: '换卡号',
      question: { title: '给这张卡换号？', lines: ['旧卡号马上失效，券和积分不变。'], yes: '换号' },
      run: async (by) =>
        `新卡尾号 ${(await officeService.replaceCard({ memberId, reason }, by)).card.numberEnd}`,
    },
    {
      name: 'phone',
      text: '看完整手机号',
      off: phone === null,
      question: {
        title: '看完整手机号？',
        lines: ['每人每天最多 30 次，谁看的、为什么，都记在操作日志里。'],
        yes: '看号码',
      },
      run: async (by) => (await officeService.tellPhone({ memberId, reason }, by)).phone,
    },
  ];
}

type NamedDeed = Deed & { text: string; off?: boolean };

interface Deed {
  name: string;
  question?: Question;
  /** @returns what to say then */
  run: (by: { requestId: ReturnType<ReturnType<typeof useRequestId>['idFor']> }) => Promise<string>;
}
