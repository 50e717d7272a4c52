import { neededText, problemsOf, readyForm, refusedForm, type Checked } from '@/components/form/problems';

export interface TagDraft {
  name: string;
  /** Empty: it follows nothing. */
  follows: string;
}
export interface TagWish {
  name: string;
  segmentId: string | null;
}

/** A new one follows something: those given by hand need no form. */
export const checkTag =
  (isNew: boolean) =>
  ({ name, follows }: TagDraft): Checked<TagWish> => {
    const named = neededText(name, '标签', '请写标签');
    const chosen = neededText(follows, '跟着哪个人群', '请选一个人群');
    if (isNew && !chosen.ok) return refusedForm(problemsOf({ name: named, follows: chosen }));
    return named.ok
      ? readyForm({ name: named.value, segmentId: follows === '' ? null : follows })
      : refusedForm(problemsOf({ name: named }));
  };
