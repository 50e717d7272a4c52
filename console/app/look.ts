import { theme as antTheme, type ThemeConfig } from 'antd';
import { createContext, useContext, useEffect, useState } from 'react';
import { useKept } from './kept';

/** The colours: `auto` follows the system. */
export const lookModes = ['auto', 'light', 'dark'] as const;
export type LookMode = (typeof lookModes)[number];
const isLookMode = (text: string): text is LookMode => lookModes.some((mode) => mode === text);

const DARK = '(prefers-color-scheme: dark)';

export function useLook() {
  const [kept, setMode] = useKept('look', 'auto');
  const mode = isLookMode(kept) ? kept : 'auto';
  const [systemIsDark, setSystemIsDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = (): void => setSystemIsDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const isDark = mode === 'auto' ? systemIsDark : mode === 'dark';
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return { mode, setMode: (next: LookMode) => setMode(next), isDark };
}
export type Look = ReturnType<typeof useLook>;

export const LookContext = createContext<Look | null>(null);
export function useLookChoice(): Look {
  const look = useContext(LookContext);
  if (!look) throw new Error('no look around');
  return look;
}

/** Tuanka's own green, dark enough for white text by day and light enough on dark by night (4.5 : 1). */
export const themeOf = (isDark: boolean): ThemeConfig => ({
  algorithm: isDark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
  token: {
    colorPrimary: isDark ? '#2fa893' : '#0f766e',
    colorLink: isDark ? '#45c4ae' : '#0f766e',
    colorInfo: isDark ? '#2fa893' : '#0f766e',
    colorTextSecondary: isDark ? 'rgba(255,255,255,0.72)' : 'rgba(0,0,0,0.68)',
    colorTextTertiary: isDark ? 'rgba(255,255,255,0.62)' : 'rgba(0,0,0,0.6)',
    colorTextDescription: isDark ? 'rgba(255,255,255,0.65)' : 'rgba(0,0,0,0.62)',
    colorTextPlaceholder: isDark ? 'rgba(255,255,255,0.6)' : 'rgba(0,0,0,0.58)',
    borderRadius: 6,
    fontFamily:
      '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  },
});
