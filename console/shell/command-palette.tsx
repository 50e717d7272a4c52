import type { StaffRole } from '@contracts/merchant/merchant';
import { useQuery } from '@tanstack/react-query';
import { Input, Modal, Spin, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { errorText } from '../app/error-text';
import { navigate } from '../app/location';
import { mayDo, pagesOf } from '../app/routes';
import { api } from '../service';
import { useTexts } from '../texts/use-texts';

interface Choice {
  key: string;
  label: string;
  note: string;
  to: string;
}
const PAUSE_MS = 250;

/** What is typed, once the typing has paused: a member is looked for by it. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

function useChoices(text: string, role: StaffRole) {
  const texts = useTexts();
  const wanted = text.trim().toLowerCase();
  const pages = pagesOf(role)
    .map(({ path, name }): Choice => ({
      key: path,
      label: texts.pages[name],
      note: texts.palette.pages,
      to: path,
    }))
    .filter(({ label, to }) => label.toLowerCase().includes(wanted) || to.includes(wanted));
  const looked = usePaused(text.trim());
  const members = useQuery({
    queryKey: ['palette', looked],
    queryFn: () => api.office.listMembers({ filter: { text: looked }, cursor: null }),
    enabled: looked.length >= 2 && mayDo(role, 'operator'),
  });
  const found = (members.data?.members ?? []).slice(0, 8).map((member): Choice => ({
    key: member.memberId,
    label: member.nickname ?? member.phone ?? texts.none,
    note: [member.phone, member.planName].filter(Boolean).join(' · '),
    to: `/members?open=${member.memberId}`,
  }));
  return { choices: [...pages, ...found], members };
}

/** Which choice is marked: moved by the arrows, and always in sight. */
function useMarked(choices: readonly Choice[], go: (choice: Choice | undefined) => void) {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const marked = Math.min(at, choices.length - 1);
  useEffect(() => {
    // A promise in the newest browsers, and no effect may return one.
    void list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setAt((marked + step + choices.length) % choices.length);
    }
    if (event.key === 'Enter') go(choices[marked]);
  };
  return { list, marked, mark: setAt, onKeyDown };
}

interface ChoicesProps {
  choices: readonly Choice[];
  at: ReturnType<typeof useMarked>;
  go: (choice: Choice) => void;
}

function Choices({ choices, at, go }: ChoicesProps) {
  const texts = useTexts();
  return (
    <ul className="palette-list" id="palette" role="listbox" aria-label={texts.palette.title} ref={at.list}>
      {choices.map((choice, index) => (
        <li
          key={choice.key}
          id={`palette-${index}`}
          role="option"
          aria-selected={index === at.marked}
          onMouseEnter={() => at.mark(index)}
          onClick={() => go(choice)}
        >
          <span>{choice.label}</span>
          <Typography.Text type="secondary">{choice.note}</Typography.Text>
        </li>
      ))}
    </ul>
  );
}

/** Ctrl-K: to a page, or to a member by what they say of themselves. */
export default function CommandPalette({ role, onClose }: { role: StaffRole; onClose: () => void }) {
  const texts = useTexts();
  const [text, setText] = useState('');
  const { choices, members } = useChoices(text, role);
  const go = (choice: Choice | undefined): void => {
    if (!choice) return;
    onClose();
    navigate(choice.to);
  };
  const at = useMarked(choices, go);
  const type = (typed: string): void => {
    setText(typed);
    at.mark(0);
  };
  return (
    <Modal open title={texts.palette.title} footer={null} onCancel={onClose} width={560}>
      <Input
        autoFocus
        allowClear
        value={text}
        placeholder={texts.palette.hint}
        aria-label={texts.palette.hint}
        role="combobox"
        aria-expanded
        aria-controls="palette"
        aria-activedescendant={choices[at.marked] ? `palette-${at.marked}` : undefined}
        onChange={(event) => type(event.target.value)}
        onKeyDown={at.onKeyDown}
      />
      <Choices choices={choices} at={at} go={go} />
      <div role="status">
        {members.isFetching && <Spin size="small" />}
        {members.isError && <Typography.Text type="danger">{errorText(members.error)}</Typography.Text>}
        {choices.length === 0 && !members.isFetching && (
          <Typography.Text type="secondary">
            {text.trim().length === 1 ? texts.palette.typeMore : texts.palette.nothing}
          </Typography.Text>
        )}
      </div>
      <Typography.Text type="secondary">{texts.palette.keys}</Typography.Text>
    </Modal>
  );
}
