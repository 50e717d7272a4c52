import { Segmented } from 'antd';
import { useQueryString } from '../../../app/location';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { NotePages } from './note-pages';
import { noteTexts } from './texts';

/** What members said that something is to come of, what is due first above. */
export function Voices() {
  const texts = usePageTexts(noteTexts);
  const query = useQueryString();
  const state = query.get('state') === 'closed' ? 'closed' : 'open';
  return (
    <>
      <Segmented
        value={state}
        options={(['open', 'closed'] as const).map((value) => ({ value, label: texts.states[value] }))}
        onChange={(value) => query.set({ state: value })}
        style={{ marginBottom: 12 }}
      />
      <NotePages name={['all', state]} read={(cursor) => api.voice.listNotes({ state, cursor })} isNamed />
    </>
  );
}
