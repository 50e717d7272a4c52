import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useForm } from '@/components/form/draft/use-form';
import { readyForm } from '@/components/form/problems';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import type { MessageKind } from '@contracts/message/message';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { LongTextField, TextField } from '@/components/form/text-fields';
import styles from './index.module.scss';
import { templateDraftOf, withTemplate, type TemplateDraft, type TemplateGroupName } from './setting-draft';
import type { SaveGroup } from './use-saving';

type Content = Readonly<Record<string, unknown>>;
type Name = TemplateGroupName;

interface TemplateFormProps {
  name: Name;
  kind: MessageKind;
  values: readonly string[];
  content: Content;
  saving: SaveGroup;
  onSaved: (content: Content) => void;
}

/** One kind's template: its id, and which value each of its fields shows. What was typed and not saved is there again while it is as it was. */
function TemplateForm({ name, kind, values, content, saving, onSaved }: TemplateFormProps) {
  const first = templateDraftOf(content, kind);
  const form = useForm({
    first,
    check: (draft: TemplateDraft) => readyForm(withTemplate(content, kind, draft)),
    keepAs: `settings-${name}-${kind}:${JSON.stringify(first)}`,
  });
  const { draft, change } = form;
  const save = () => {
    const changed = withTemplate(content, kind, draft);
    const saved = () => {
      form.saved();
      onSaved(changed);
    };
    return saving.save({ name, content: changed, onSaved: saved });
  };
  return (
    <FormBody form={form} name={`${name}-${kind}`}>
      <FormPanel>
        <TextField
          id={`${name}-${kind}-id`}
          label="模板 ID"
          value={draft.templateId}
          placeholder="留空：只进小程序消息"
          onType={(templateId) => change({ templateId })}
        />
        <LongTextField
          id={`${name}-${kind}-fields`}
          label="字段＝内容，一行一个"
          value={draft.fields}
          placeholder="thing1=title"
          maxlength={600}
          onType={(fields) => change({ fields })}
        />
        <FormHint text={`可用内容：${values.join('、')}`} />
        {saving.problemsOf(name).map((text) => (
          <InlineNote key={text} text={text} />
        ))}
        {saving.saved === name && <Text>已保存，一分钟内生效</Text>}
        <ActionButton id={`save-${name}-${kind}`} disabled={saving.busy} onPress={() => void save()}>
          保存
        </ActionButton>
      </FormPanel>
    </FormBody>
  );
}

interface TemplateGroupProps {
  name: Name;
  title: string;
  kinds: readonly { kind: MessageKind; values: readonly string[] }[];
  content: Content;
  saving: SaveGroup;
}

/** Every kind of message in a line; a tap opens its template. */
export function TemplateGroup({ name, title, kinds, content: stored, saving }: TemplateGroupProps) {
  const [content, setContent] = useState(stored);
  const [open, setOpen] = useState<MessageKind | null>(null);
  return (
    <View>
      <SectionTitle text={title} />
      {kinds.map(({ kind, values }) => (
        <View key={kind} className={styles['group']}>
          <Tappable
            id={`${name}-${kind}`}
            className={styles['kind']}
            onPress={() => setOpen((before) => (before === kind ? null : kind))}
          >
            <Text>{messageKindTexts[kind]}</Text>
            <Text className={styles['small']}>
              {content[kind] === undefined ? '没有模板，只进小程序消息' : '已设置'}
            </Text>
          </Tappable>
          {open === kind && (
            <TemplateForm
              name={name}
              kind={kind}
              values={values}
              content={content}
              saving={saving}
              onSaved={setContent}
            />
          )}
        </View>
      ))}
    </View>
  );
}
