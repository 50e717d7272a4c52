import { Segmented } from 'antd';
import { useQueryString } from '../app/location';

interface Section<Key extends string> {
  value: Key;
  label: string;
}

/** Which of a page's lists is shown: stands in the address. */
export function useSection<Key extends string>(sections: readonly Section<Key>[], usual: Key) {
  const query = useQueryString();
  const wanted = query.get('show');
  const shown = sections.find(({ value }) => value === wanted)?.value ?? usual;
  const control = (
    <Segmented<Key>
      value={shown}
      options={[...sections]}
      onChange={(next) =>
        query.set({ show: next === usual ? null : next, pages: null, open: null, edit: null })
      }
    />
  );
  return { shown, control };
}
