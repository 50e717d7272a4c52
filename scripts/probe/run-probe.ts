import { handQuestions } from './by-hand';
import { clientQuestions } from './client-questions';
import { databaseQuestions } from './database-questions';
import { deployedQuestions } from './deployed-questions';
import { httpQuestions } from './http-questions';
import { failureOf, openProbe } from './probe-collection';
import { other, type Answer, type ProbePlace, type Question } from './question';
import { wechatQuestions } from './wechat-questions';

export const questions: readonly Question[] = [
  ...databaseQuestions,
  ...clientQuestions,
  ...httpQuestions,
  ...wechatQuestions,
  ...deployedQuestions,
];

export interface Finding {
  question: Question;
  answer: Answer;
}

/** Every question by itself: one that fails in an unexpected way is an answer, and the next is asked all the same. */
export async function runProbe(place: ProbePlace, asked = questions): Promise<Finding[]> {
  const probe = openProbe(place.collection);
  // A collection that is there already is as good.
  await failureOf(() => probe.create());
  const findings: Finding[] = [];
  try {
    for (const question of asked) {
      await probe.empty();
      const answer = await question
        .ask(place)
        .catch((error: unknown) => other(error instanceof Error ? error.message : String(error)));
      findings.push({ question, answer });
    }
  } finally {
    await probe.empty();
  }
  return findings;
}

const MARK: Record<Answer['as'], string> = { assumed: '✓', other: '✗', not_asked: '–' };

/** What is written for people, and kept beside the next run's. */
export function reportOf(findings: readonly Finding[], env: string, at: string): string {
  const rows = findings.map(
    ({ question, answer }) =>
      `| ${MARK[answer.as]} | ${question.id} | ${question.assumed} | ${answer.seen} | ${question.where} |`,
  );
  const count = (as: Answer['as']): number => findings.filter(({ answer }) => answer.as === as).length;
  return `# 平台探测 Probe of ${env}, ${at}

${count('assumed')} ✓ as assumed · ${count('other')} ✗ otherwise · ${count('not_asked')} – not asked

| | question | assumed | seen | source |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## By hand

${handQuestions.map(({ id, assumed, how }) => `- [ ] **${id}**: ${assumed}. ${how}`).join('\n')}
`;
}
