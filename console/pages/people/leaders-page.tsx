import { useSection } from '../../kit/sections';
import { usePageTexts } from '../../texts/use-texts';
import { Applications } from './parts/applications';
import { Holds } from './parts/holds';
import { Leaders } from './parts/leaders';
import { peopleTexts } from './texts';

/** Who leads, who wants to, and whose awards wait for a decision. */
export default function LeadersPage() {
  const texts = usePageTexts(peopleTexts);
  const { shown, control } = useSection(
    [
      { value: 'leaders', label: texts.leaders },
      { value: 'applications', label: texts.applications },
      { value: 'holds', label: texts.holds },
    ],
    'leaders',
  );
  if (shown === 'applications') return <Applications control={control} />;
  if (shown === 'holds') return <Holds control={control} />;
  return <Leaders control={control} />;
}
