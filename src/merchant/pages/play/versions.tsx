import { Card, CardLine } from '@/components/card/card';
import { SectionTitle } from '@/components/section-title';
import type { PlayApi } from '@contracts/play/play';
import { chinaTimeText } from '@contracts/primitives/time';

interface VersionsProps {
  id: string;
  title: string;
  versions: ReturnType<PlayApi['readCheckInRule']>['versions'];
}

/** What was published of a game, the latest first. */
export const Versions = ({ id, title, versions }: VersionsProps) =>
  versions.length === 0 ? null : (
    <>
      <SectionTitle text={title} />
      <Card id={id}>
        {versions.map(({ version, publishedAt, isOn }) => (
          <CardLine
            key={version}
            text={`第 ${version} 版 · ${chinaTimeText(publishedAt)} · ${isOn ? '开放' : '停止'}`}
          />
        ))}
      </Card>
    </>
  );
