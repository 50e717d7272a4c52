import { Button, Space } from 'antd';
import { navigate, useQueryString } from '../../app/location';
import { usePageTexts } from '../../texts/use-texts';
import { jobKinds } from './jobs/job-kinds';
import { audienceTexts } from './texts';

/** What can be done for everybody of a segment. */
export function SegmentActs({ segmentId }: { segmentId: string }) {
  const texts = usePageTexts(audienceTexts);
  const query = useQueryString();
  return (
    <Space size={4} wrap>
      <Button size="small" onClick={() => navigate(`/pushes?edit=new&segment=${segmentId}`)}>
        {texts.push}
      </Button>
      {jobKinds.map((kind) => (
        <Button key={kind} size="small" onClick={() => query.set({ give: kind, for: segmentId }, 'push')}>
          {texts[kind]}
        </Button>
      ))}
    </Space>
  );
}
