import type { PlayApi } from '@contracts/play/play';
import { openTaskRule } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { RuleCard } from './rule-card';

interface TaskCardProps {
  published: ReturnType<PlayApi['readTaskRule']>;
  onChange: () => Promise<void>;
}

/** 任务: the rule as members read it, its versions, and how it is stopped. */
export const TaskCard = ({ published: { rule, lines, versions }, onChange }: TaskCardProps) => (
  <RuleCard
    id="tasks"
    title="任务"
    versionsTitle="任务规则的版本"
    invitation="发布规则后，会员下单、签到、邀请好友、完善资料都能得奖励"
    editText="开始任务活动"
    isOn={rule && rule.isOn}
    lines={lines}
    versions={versions}
    question={{
      title: '马上停止任务？',
      lines: ['会员看不到任务，做完没领的也领不了。', '已经领取的奖励照发；以后可以再开放。'],
      yes: '停止任务',
    }}
    onStop={async (options) => {
      if (!rule) return;
      const { version, publishedAt: _at, ...draft } = rule;
      await playService.publishTaskRule({ draft: { ...draft, isOn: false }, basedOn: version }, options);
    }}
    onEdit={() => void openTaskRule()}
    onChange={onChange}
  />
);
