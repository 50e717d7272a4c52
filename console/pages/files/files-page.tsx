import { useSection } from '../../kit/sections';
import { usePageTexts } from '../../texts/use-texts';
import { Exports } from './exports';
import { Imports } from './imports';
import { fileTexts } from './texts';

/** Long jobs with files: how far they are, and what came of them. */
export default function FilesPage() {
  const texts = usePageTexts(fileTexts);
  const { shown, control } = useSection(
    [
      { value: 'exports', label: texts.exports },
      { value: 'imports', label: texts.imports },
    ],
    'exports',
  );
  return shown === 'exports' ? <Exports control={control} /> : <Imports control={control} />;
}
