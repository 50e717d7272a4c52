import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine, ListNote } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import type { TagView } from '@contracts/audience/tags';
import { tagHowTexts } from '@contracts/primitives/tag-how';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openTag } from '@/platform/opening/navigation';
import { audienceService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

const membersText = ({ n, more }: TagView['members']): string => (more ? `超过 ${n} 人` : `${n} 人`);

const TagCard = ({ tag: { name, first, follows, members, following } }: { tag: TagView }) => (
  <Card id={`tag-${name}`} onOpen={() => void openTag(name)}>
    <CardHead title={name} state={membersText(members)} />
    <CardLine text={follows ? `自动：在人群「${follows.name}」里就有` : `最早来自：${tagHowTexts[first]}`} />
    {following && <CardLine text="正在更新，几分钟后就好" />}
  </Card>
);

/** Every tag that was ever given, who has it, and which come and go by themselves. */
export function Tags() {
  const list = usePagedCall(async (cursor) => {
    const { tags, nextCursor, now } = await audienceService.listTags({ cursor });
    return { items: tags, nextCursor, now };
  });
  return (
    <>
      <CardActions>
        <ActionButton id="new-tag" compact look="secondary" onPress={() => void openTag(null)}>
          新建自动标签
        </ActionButton>
      </CardActions>
      <PagedList
        list={list}
        Failure={StaffOnly}
        keyOf={({ name }) => name}
        row={(tag) => <TagCard tag={tag} />}
        head={<ListNote text="手工打的、手工去掉的，自动标签都不会改" />}
        empty={{ icon: 'people', title: '还没有标签', text: '在会员页打上、导入名单，或新建一个自动标签' }}
      />
    </>
  );
}
