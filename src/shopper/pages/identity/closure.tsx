import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { IdentityApi } from '@contracts/identity/identity';
import { chinaTimeText, type Instant } from '@contracts/primitives/time';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { identityService } from '@/services';
import styles from './index.module.scss';

type Terms = ReturnType<IdentityApi['readClosure']>;

const closing = (terms: Terms | null) => ({
  title: '注销账户？',
  lines: ['7 天后生效，期间可以取消；生效后无法恢复。', ...(terms?.consequences ?? [])],
  yes: '申请注销',
});

const TermsView = ({ terms: { consequences, blockers } }: { terms: Terms }) => (
  <>
    {consequences.map((line) => (
      <Text key={line} className={styles['line']}>
        · {line}
      </Text>
    ))}
    {blockers.map((line) => (
      <InlineNote key={line} text={line} />
    ))}
  </>
);

interface ClosureProps {
  closesAt: Instant | null;
  onChanged: () => void;
}

/** 注销账户: what it does first, then what stands in its way, then the question. */
export function Closure({ closesAt, onChanged }: ClosureProps) {
  const [terms, setTerms] = useState<Terms | null>(null);
  const read = useAction(async () => setTerms(await identityService.readClosure({})));
  const { ask, sheet } = useConfirmSheet();
  const request = useAction(async () => {
    if (!(await ask(closing(terms)))) return;
    await identityService.requestClosure({});
    onChanged();
  });
  const cancel = useAction(async () => {
    await identityService.cancelClosure({});
    setTerms(null);
    onChanged();
  });
  const error = read.error ?? request.error ?? cancel.error;
  return (
    <>
      <SectionTitle text="注销账户" />
      <View className={styles['panel']}>
        {closesAt !== null && (
          <InlineNote text={`账户将在 ${chinaTimeText(closesAt)} 注销，之前都可以取消。`}>
            <ActionButton id="keep-account" disabled={cancel.busy} onPress={() => void cancel.run(undefined)}>
              不注销了
            </ActionButton>
          </InlineNote>
        )}
        {error && <InlineNote text={error.message} />}
        {terms && <TermsView terms={terms} />}
        {closesAt === null && terms === null && (
          <ActionButton
            id="closure-terms"
            look="quiet"
            disabled={read.busy}
            onPress={() => void read.run(undefined)}
          >
            了解注销
          </ActionButton>
        )}
        {closesAt === null && terms?.blockers.length === 0 && (
          <ActionButton
            id="close-account"
            look="quiet"
            disabled={request.busy}
            onPress={() => void request.run(undefined)}
          >
            申请注销
          </ActionButton>
        )}
      </View>
      {sheet}
    </>
  );
}
