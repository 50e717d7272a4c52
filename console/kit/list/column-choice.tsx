import { Button, Checkbox, Flex, Popover } from 'antd';
import { useKept } from '../../app/kept';
import { useTexts } from '../../texts/use-texts';

interface Column {
  key: string;
  title: string;
  isExtra?: boolean;
}

/** Which columns of a list are shown; kept by the browser. The first one always is. */
export function useColumnChoice<Each extends Column>(name: string, columns: Each[]) {
  const [kept, setKept] = useKept(`columns.${name}`, '');
  const usual = columns.filter(({ isExtra }) => isExtra !== true).map(({ key }) => key);
  const keys = kept === '' ? usual : kept.split(',');
  const shown = columns.filter(({ key }, index) => index === 0 || keys.includes(key));
  return { columns, shown, setShown: (next: string[]) => setKept(next.join(',')) };
}

export function ColumnChoice({ choice }: { choice: ReturnType<typeof useColumnChoice> }) {
  const { list } = useTexts();
  const options = choice.columns.slice(1).map(({ key, title }) => ({ value: key, label: title }));
  if (options.length < 4) return null;
  const box = (
    <Checkbox.Group
      value={choice.shown.map(({ key }) => key)}
      onChange={(next) => choice.setShown([choice.columns[0]?.key ?? '', ...next.map(String)])}
    >
      <Flex vertical gap="small">
        {options.map(({ value, label }) => (
          <Checkbox key={value} value={value}>
            {label}
          </Checkbox>
        ))}
      </Flex>
    </Checkbox.Group>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={box}>
      <Button>{list.columns}</Button>
    </Popover>
  );
}
