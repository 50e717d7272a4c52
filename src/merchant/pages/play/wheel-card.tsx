import { LinkRow } from '@/components/list/link-row';
import type { PlayApi } from '@contracts/play/play';
import { openDraws, openWheelRule } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { RuleCard } from './rule-card';

type Published = ReturnType<PlayApi['readWheelRule']>;

/** What is left of the prizes that have an end. */
const stockLines = ({ rule, given }: Published): string[] =>
  (rule?.prizes ?? []).flatMap(({ id, name, stock }) =>
    stock === null ? [] : [`${name}：已抽中 ${given[id] ?? 0} 份，共 ${stock} 份`],
  );

/** 转盘: the rule as members read it, what is left, its turns and versions, and how it is stopped. */
export function WheelCard({ published, onChange }: { published: Published; onChange: () => Promise<void> }) {
  const { rule, lines, versions } = published;
  return (
    <RuleCard
      id="wheel"
      title="转盘抽奖"
      versionsTitle="转盘规则的版本"
      invitation="发布规则后，会员按公布的概率抽奖，结果由服务器决定并保存"
      editText="开始转盘抽奖"
      isOn={rule && rule.isOn}
      lines={[...stockLines(published), ...lines]}
      versions={versions}
      question={{
        title: '马上停止抽奖？',
        lines: ['会员看不到转盘，没用的机会留着。', '已经抽中的奖品照发；以后可以再开放。'],
        yes: '停止抽奖',
      }}
      onStop={async (options) => {
        if (!rule) return;
        const { version, publishedAt: _at, ...draft } = rule;
        await playService.publishWheelRule({ draft: { ...draft, isOn: false }, basedOn: version }, options);
      }}
      onEdit={() => void openWheelRule()}
      onChange={onChange}
    >
      {rule && <LinkRow id="draws" icon="receipt" text="抽奖记录" onPress={() => void openDraws()} />}
    </RuleCard>
  );
}
