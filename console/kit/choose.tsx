import { Select } from 'antd';
import { useQueryString } from '../app/location';

/** A filter of one choice; stands in the address. */
export function Choose(props: { name: string; label: string; options: { value: string; label: string }[] }) {
  const query = useQueryString();
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 130 }}
      placeholder={props.label}
      aria-label={props.label}
      value={query.get(props.name)}
      options={props.options}
      onChange={(value?: string | null) => query.set({ [props.name]: value ?? null, pages: null })}
    />
  );
}
