import type { PlayApi } from '@contracts/play/play';
import { openCheckInRule } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { RuleCard } from './rule-card';

interface CheckInCardProps {
  published: ReturnType<PlayApi['readCheckInRule']>;
  onChange: () => Promise<void>;
}

/** 签到: the rule as members read it, its versions, and how it is stopped. */
export const CheckInCard = ({ published: { rule, lines, versions }, onChange }: CheckInCardProps) => (
  <RuleCard
    id="check-in"
    title="签到"
    versionsTitle="签到规则的版本"
    invitation="发布规则后，会员每天签到得奖励，连续签到另有奖励"
    editText="开始签到活动"
    isOn={rule && rule.isOn}
    lines={lines}
    versions={versions}
    question={{
      title: '马上停止签到？',
      lines: ['会员看不到签到，连续天数会中断。', '已经签到的奖励照发；以后可以再开放。'],
      yes: '停止签到',
    }}
    onStop={async (options) => {
      if (!rule) return;
      const { version, publishedAt: _at, ...draft } = rule;
      await playService.publishCheckInRule({ draft: { ...draft, isOn: false }, basedOn: version }, options);
    }}
    onEdit={() => void openCheckInRule()}
    onChange={onChange}
  />
);
