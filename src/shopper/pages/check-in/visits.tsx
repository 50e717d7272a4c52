import { LinkRow } from '@/components/list/link-row';
import { PageWait } from '@/components/page/page-wait';
import { SectionTitle } from '@/components/section-title';
import type { OwnVisit } from '@contracts/play/visit';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { openMemberCode } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { Conditions } from '../../components/conditions';
import { RecordLines } from '../../components/record-lines';
import { dayText, visitStateText } from './check-in-text';

const whatOf = ({ day, store, gift }: OwnVisit): string =>
  [dayText(day), store, gift?.text].filter((part) => part !== undefined && part !== '').join(' · ');

/** 到店礼: how it is had, and the latest visits. */
export function Visits() {
  const { state, reload } = useCall(() => playService.readVisits({}));
  useLoadOnShow(reload);
  const visits = state.status === 'ready' ? state.snapshot.data.visits : null;
  return (
    <>
      <PageWait call={{ state, reload }} rows={2} />
      {visits && (
        <>
          <SectionTitle text="到店礼" />
          <LinkRow
            id="show-code"
            icon="code"
            text={`到店出示会员码，得 ${visits.gift.text}`}
            onPress={() => void openMemberCode()}
          />
          <RecordLines
            id="visits"
            title="最近到店"
            empty="到店后店员扫你的会员码，会记在这里"
            lines={visits.own.map((visit) => ({
              key: `${visit.day} ${visit.store}`,
              what: whatOf(visit),
              state: visitStateText(visit.state),
              isBad: visit.state === 'refused',
            }))}
          />
          <SectionTitle text="到店礼规则" />
          <Conditions lines={visits.ruleLines} />
        </>
      )}
    </>
  );
}
