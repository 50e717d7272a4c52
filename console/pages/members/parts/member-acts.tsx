import type { MemberDetail } from '@contracts/office/member-detail';
import { Button, Flex } from 'antd';
import { useState, type ComponentType } from 'react';
import { usePageTexts } from '../../../texts/use-texts';
import { memberTexts } from '../texts';
import {
  ExtendForm,
  FreezeForm,
  NoteForm,
  PhoneForm,
  ReplaceForm,
  TagForm,
  type ActProps,
} from './act-forms';

type Act = 'tag' | 'note' | 'freeze' | 'extend' | 'replace' | 'phone';
const forms: Record<Act, ComponentType<ActProps>> = {
  tag: TagForm,
  note: NoteForm,
  freeze: FreezeForm,
  extend: ExtendForm,
  replace: ReplaceForm,
  phone: PhoneForm,
};
const acts: readonly Act[] = ['tag', 'note', 'extend', 'replace', 'phone', 'freeze'];

/** What the office does with one member; each asks for its reason. */
export function MemberActs({ member, onDone }: { member: MemberDetail; onDone: () => void }) {
  const { actions } = usePageTexts(memberTexts);
  const [act, setAct] = useState<Act | null>(null);
  const Form = act && forms[act];
  return (
    <Flex gap="small" wrap>
      {acts
        .filter((one) => one !== 'phone' || member.phone !== null)
        .map((one) => (
          <Button key={one} danger={one === 'freeze' && !member.frozen} onClick={() => setAct(one)}>
            {one === 'freeze' && member.frozen ? actions.unfreeze : actions[one]}
          </Button>
        ))}
      {Form && <Form member={member} onDone={onDone} onClose={() => setAct(null)} />}
    </Flex>
  );
}
