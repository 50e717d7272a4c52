import { createContext, useContext } from 'react';
import { readKept } from '../app/kept';
import { en } from './en';
import { zh, type Texts } from './zh';

export type Language = 'zh' | 'en';

/** What was chosen here before, else what the browser speaks. */
export function firstLanguage(): Language {
  const kept = readKept('language');
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

export const LanguageContext = createContext<{ language: Language; setLanguage: (to: Language) => void }>({
  language: 'zh',
  setLanguage: () => undefined,
});
export const useLanguage = () => useContext(LanguageContext);

/** The words of a page group in the language of the person. */
export const usePageTexts = <Words>(group: Readonly<Record<Language, Words>>): Words =>
  group[useLanguage().language];

export const useTexts = (): Texts => usePageTexts({ zh, en });
