import type { PlayApi } from '@contracts/play/play';
import { openBadgeRule } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { RuleCard } from './rule-card';

interface BadgeCardProps {
  published: ReturnType<PlayApi['readBadgeRule']>;
  onChange: () => Promise<void>;
}

/** 勋章: the rule as members read it, its versions, and how it is stopped. */
export const BadgeCard = ({ published: { rule, lines, versions }, onChange }: BadgeCardProps) => (
  <RuleCard
    id="badges"
    title="勋章"
    versionsTitle="勋章规则的版本"
    invitation="发布规则后，会员累计付款、签到、到店、邀请好友得到勋章"
    editText="开始勋章活动"
    isOn={rule && rule.isOn}
    lines={lines}
    versions={versions}
    question={{
      title: '马上停止勋章？',
      lines: ['不再有新的勋章，已经得到的保留。', '已经得到的奖励照发；以后可以再开放。'],
      yes: '停止勋章',
    }}
    onStop={async (options) => {
      if (!rule) return;
      const { version, publishedAt: _at, ...draft } = rule;
      await playService.publishBadgeRule({ draft: { ...draft, isOn: false }, basedOn: version }, options);
    }}
    onEdit={() => void openBadgeRule()}
    onChange={onChange}
  />
);
