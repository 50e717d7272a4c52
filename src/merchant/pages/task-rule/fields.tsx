import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { SelectField, SwitchField } from '@/components/form/picked-fields';
import { MoneyField, NumberField, TextField } from '@/components/form/text-fields';
import { SectionTitle } from '@/components/section-title';
import { isStanding } from '@contracts/primitives/play/task-kind';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { PrizeKind } from '../../components/prize/prize-draft';
import { PrizeFields } from '../../components/prize/prize-fields';
import type { GameFields } from '../../components/rule/rule-page';
import { newTask, type RuleForm, type TaskForm } from './rule-draft';

const MOST_TASKS = 12;
const prizes: readonly PrizeKind[] = ['points', 'pack', 'chances', 'cards'];

const kinds: { id: TaskForm['kind']; name: string }[] = [
  { id: 'orders', name: '付款' },
  { id: 'check_ins', name: '签到' },
  { id: 'visits', name: '到店' },
  { id: 'invites', name: '邀请好友入会' },
  { id: 'coupons', name: '使用优惠券' },
  { id: 'nickname', name: '填写昵称' },
  { id: 'phone', name: '绑定手机号' },
  { id: 'birthday', name: '填写生日' },
];
const units = {
  orders: '笔',
  check_ins: '天',
  visits: '次',
  invites: '位',
  coupons: '张',
  nickname: '次',
  phone: '次',
  birthday: '次',
} as const;
const turns: { id: TaskForm['every']; name: string }[] = [
  { id: 'day', name: '每天一次' },
  { id: 'week', name: '每周一次' },
  { id: 'once', name: '每人一次' },
];

interface TaskProps {
  task: TaskForm;
  at: number;
  packs: readonly PackView[];
  onChange: (task: TaskForm) => void;
}

/** What is to be done. */
const Deed = ({ task, at, onChange }: TaskProps) => (
  <>
    <TextField
      id={`task-name-${at}`}
      label="名称"
      placeholder="会员看到的名称"
      maxlength={16}
      value={task.name}
      onType={(name) => onChange({ ...task, name })}
    />
    <SelectField
      id={`task-kind-${at}`}
      label="做什么"
      options={kinds}
      chosen={task.kind}
      onPick={(kind) => onChange({ ...task, kind })}
    />
    {!isStanding(task.kind) && (
      <>
        <NumberField
          id={`task-count-${at}`}
          label="做几次"
          unit={units[task.kind]}
          value={task.count}
          onType={(count) => onChange({ ...task, count })}
        />
        <SelectField
          id={`task-every-${at}`}
          label="多久一次"
          options={turns}
          chosen={task.every}
          onPick={(every) => onChange({ ...task, every })}
        />
      </>
    )}
    {task.kind === 'orders' && (
      <MoneyField
        id={`task-least-${at}`}
        label="每笔至少"
        placeholder="不限"
        value={task.least}
        onType={(least) => onChange({ ...task, least })}
      />
    )}
  </>
);

const TaskFields = ({ onRemove, ...props }: TaskProps & { onRemove: (() => void) | null }) => {
  const { task, at, packs, onChange } = props;
  return (
    <>
      <SectionTitle text={`任务 ${at + 1}`} />
      <FormPanel>
        <Deed {...props} />
        <PrizeFields
          id={`task-${at}`}
          label="给什么"
          kinds={prizes}
          prize={task.prize}
          packs={packs}
          onChange={(prize) => onChange({ ...task, prize })}
        />
        <SwitchField
          id={`task-automatic-${at}`}
          label="自动发放"
          hint="关掉后会员自己领取，当天或当周有效"
          on={task.isAutomatic}
          onTurn={(isAutomatic) => onChange({ ...task, isAutomatic })}
        />
        {onRemove && (
          <ActionButton id={`task-remove-${at}`} look="quiet" onPress={onRemove}>
            {`去掉${task.name.trim() === '' ? '这个任务' : `「${task.name.trim()}」`}`}
          </ActionButton>
        )}
      </FormPanel>
    </>
  );
};

/** Every task, in the order members read them. */
export const TasksFields = ({ form: { tasks }, packs, onChange }: GameFields<RuleForm>) => (
  <>
    {tasks.map((task, at) => (
      <TaskFields
        key={task.id}
        task={task}
        at={at}
        packs={packs}
        onChange={(next) => onChange({ tasks: tasks.map((one, place) => (place === at ? next : one)) })}
        onRemove={
          tasks.length > 1 ? () => onChange({ tasks: tasks.filter((_task, place) => place !== at) }) : null
        }
      />
    ))}
    <FormPanel>
      {tasks.length < MOST_TASKS && (
        <ActionButton id="add-task" look="quiet" onPress={() => onChange({ tasks: [...tasks, newTask()] })}>
          加一个任务
        </ActionButton>
      )}
      <FormHint text="分享不能得奖励。优惠券要先发布券包，用途选「福利」；退了款的订单不算" />
    </FormPanel>
  </>
);
