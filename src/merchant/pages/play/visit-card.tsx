import type { PlayApi } from '@contracts/play/play';
import { openVisitRule } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { RuleCard } from './rule-card';

interface VisitCardProps {
  published: ReturnType<PlayApi['readVisitRule']>;
  onChange: () => Promise<void>;
}

/** 到店礼: the rule as members read it, its versions, and how it is stopped. */
export const VisitCard = ({ published: { rule, lines, versions }, onChange }: VisitCardProps) => (
  <RuleCard
    id="visits"
    title="到店礼"
    versionsTitle="到店礼规则的版本"
    invitation="发布规则后，会员到店出示会员码，店员扫码就给奖励"
    editText="开始到店礼活动"
    isOn={rule && rule.isOn}
    lines={lines}
    versions={versions}
    question={{
      title: '马上停止到店礼？',
      lines: ['店员扫会员码后不再给到店礼。', '已经到店的奖励照发；以后可以再开放。'],
      yes: '停止到店礼',
    }}
    onStop={async (options) => {
      if (!rule) return;
      const { version, publishedAt: _at, ...draft } = rule;
      await playService.publishVisitRule({ draft: { ...draft, isOn: false }, basedOn: version }, options);
    }}
    onEdit={() => void openVisitRule()}
    onChange={onChange}
  />
);
