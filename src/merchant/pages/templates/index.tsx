import { ActionButton } from '@/components/action-button';
import { TopActions } from '@/components/card/top-actions';
import { InlineNote } from '@/components/inline-note';
import { useToast } from '@/components/sheet/toast';
import { instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openPacks, openTemplate } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { memberName } from '../../components/member-picker/member-picker';
import { useMemberOfPage } from '../../components/member-picker/use-member-of-page';
import { StaffList } from '../../components/staff-list';
import { TemplateCard } from './template-card';

/** 券模板: what is published, what is left, and the two things one may have to do to coupons that are out. */
export default function TemplatesPage() {
  const list = usePagedCall(async (cursor) => {
    const { templates, nextCursor } = await couponService.listTemplates({ cursor });
    return { items: templates, nextCursor, now: instant(Date.now()) };
  });
  const { say, toast } = useToast();
  const whom = useMemberOfPage();
  return (
    <StaffList
      list={list}
      keyOf={(template) => template.templateId}
      row={(template) => (
        <TemplateCard template={template} whom={whom} say={say} onChange={() => void list.reload()} />
      )}
      empty={{ title: '还没有券模板', text: '新建的券会列在这里' }}
      head={
        <>
          {whom && <InlineNote text={`给 ${memberName(whom)} 发券：点一张券，选「发给会员」`} />}
          <TopActions>
            <ActionButton id="new-template" onPress={() => void openTemplate(null)}>
              新建券模板
            </ActionButton>
            <ActionButton id="packs" look="secondary" onPress={() => void openPacks()}>
              券包：入会、首次消费发什么
            </ActionButton>
          </TopActions>
        </>
      }
    >
      {toast}
    </StaffList>
  );
}
