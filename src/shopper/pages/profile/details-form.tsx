import { Button, Form } from '@tarojs/components';
import { useState } from 'react';
import type { MemberApi } from '@contracts/member/member';
import type { Gender } from '@contracts/member/profile-values';
import { chinaDateOf, isChinaDate } from '@contracts/primitives/time';
import { actionClass } from '@/components/action-button';
import { Field, FormPanel } from '@/components/form/form';
import { ChipsField, DateField } from '@/components/form/picked-fields';
import { pickedIn } from '@/components/form/tied';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import { NicknameInput } from '@/platform/profile/nickname-input';
import { stringField } from '@/platform/untrusted';
import { memberService } from '@/services';
import styles from './index.module.scss';

type Details = ReturnType<MemberApi['readDetails']>;
type Saved = Parameters<MemberApi['saveDetails']>[0];

const GENDERS: readonly { id: Gender; name: string }[] = [
  { id: 'female', name: '女' },
  { id: 'male', name: '男' },
];
const LONGEST_NAME = 20;
const birthdayHint = ({ birthdayFixedUntil }: Details): string =>
  birthdayFixedUntil === null
    ? '选填。用于生日祝福和生日当天的积分，商家查看会员时看得到；一年只能改一次'
    : `${chinaDateOf(birthdayFixedUntil)} 起可以再改；随时可以清除`;

interface Typed {
  nickname: string;
  birthday: string;
  gender: Gender | null;
}

interface DetailsFieldsProps {
  details: Details;
  typed: Typed;
  onChange: (change: Partial<Typed>) => void;
}

const DetailsFields = ({ details, typed, onChange }: DetailsFieldsProps) => (
  <FormPanel>
    <Field id="nickname" label="昵称" hint="选填。店员和团长这样称呼你，不填就显示“会员”">
      <NicknameInput
        id="nickname"
        name="nickname"
        className={styles['nickname'] ?? ''}
        value={typed.nickname}
        maxlength={LONGEST_NAME}
        onType={(nickname) => onChange({ nickname })}
      />
    </Field>
    <DateField
      id="birthday"
      label="生日"
      {...pickedIn(typed, onChange, 'birthday')}
      empty="不填"
      clearable
      start="1900-01-01"
      end={chinaDateOf(details.now)}
      opensAt="1980-01-01"
      hint={birthdayHint(details)}
    />
    <ChipsField
      id="gender"
      label="性别"
      hint="选填。方便商家推荐合适的商品，只有你和商家看得到；再点一次就取消"
      options={GENDERS}
      chosen={typed.gender === null ? [] : [typed.gender]}
      onToggle={(id) => onChange({ gender: id === typed.gender ? null : id })}
    />
  </FormPanel>
);

/** Nickname, birthday, gender: saved together. The nickname is taken from the submit, for WeChat empties an unsafe one. */
export function DetailsForm({ details, onSaved }: { details: Details; onSaved: () => void }) {
  const [typed, setTyped] = useState<Typed>({
    nickname: details.nickname ?? '',
    birthday: details.birthday ?? '',
    gender: details.gender,
  });
  const [note, setNote] = useState<string | null>(null);
  const save = useAction(async (input: Saved) => {
    const { earned } = await memberService.saveDetails(input);
    setNote(earned > 0 ? `已保存，送你 ${earned} 积分` : '已保存');
    onSaved();
  });
  const submit = (sent: unknown) => {
    setNote(null);
    const name = (stringField(sent, 'nickname') ?? '').trim();
    if (name === '' && typed.nickname.trim() !== '') {
      setTyped({ ...typed, nickname: '' });
      return setNote('这个昵称没有通过微信的检查，请换一个');
    }
    void save.run({
      nickname: name === '' ? null : name,
      gender: typed.gender,
      birthday: isChinaDate(typed.birthday) ? typed.birthday : null,
    });
  };
  return (
    <Form onSubmit={(event) => submit(event.detail.value)}>
      <DetailsFields
        details={details}
        typed={typed}
        onChange={(change) => setTyped((before) => ({ ...before, ...change }))}
      />
      {note !== null && <InlineNote tone="calm" text={note} />}
      {save.error && <InlineNote text={save.error.message} />}
      <Button
        id="save-details"
        className={actionClass('primary', save.busy)}
        formType="submit"
        disabled={save.busy}
        hoverClass="pressed"
      >
        {save.busy ? '正在保存…' : '保存'}
      </Button>
    </Form>
  );
}
