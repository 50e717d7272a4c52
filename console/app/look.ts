import { theme as antTheme, type ThemeConfig } from 'antd';
import { createContext, useContext, useEffect, useState } from 'react';
import { useKept } from './kept';

/** The colours: `auto` follows the system. */
export const lookModes = ['auto', 'light', 'dark'] as const;
export type LookMode = (typeof lookModes)[number];
const isLookMode = (text: string): text is LookMode => lookModes.some((mode) => mode === text);

const DARK = '(prefers-color-scheme: dark)';
const STILL = '(prefers-reduced-motion: reduce)';

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
  // Read once: the library builds everything anew when it changes.
  const [isStill] = useState(() => matchMedia(STILL).matches);
  const isDark = mode === 'auto' ? systemIsDark : mode === 'dark';
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return { mode, setMode: (next: LookMode) => setMode(next), isDark, isStill };
}
export type Look = ReturnType<typeof useLook>;

export const LookContext = createContext<Look | null>(null);
export function useLookChoice(): Look {
  const look = useContext(LookContext);
  if (!look) throw new Error('no look around');
  return look;
}

/** Tuanka's own green, dark enough for white text by day and light enough for dark text by night (4.5 : 1). */
const day = {
  colorPrimary: '#0f766e',
  colorLink: '#0f766e',
  colorInfo: '#0f766e',
  colorError: '#c4281c',
  colorWarning: '#8f5400',
  colorSuccess: '#1d7333',
  colorTextSecondary: 'rgba(0,0,0,0.68)',
  colorTextTertiary: 'rgba(0,0,0,0.6)',
  colorTextDescription: 'rgba(0,0,0,0.62)',
  colorTextPlaceholder: 'rgba(0,0,0,0.58)',
  controlItemBgActive: '#e2f1ee',
  controlItemBgActiveHover: '#d3e9e5',
  ...paleOnes('#e2f1ee', '#fdecea', '#fdf3e1', '#e6f4e9'),
};
const night = {
  colorPrimary: '#3cc2aa',
  colorLink: '#5fd0bd',
  colorInfo: '#3cc2aa',
  colorError: '#ff8f8a',
  colorWarning: '#e5a83b',
  colorSuccess: '#6fcf7c',
  colorTextSecondary: 'rgba(255,255,255,0.72)',
  colorTextTertiary: 'rgba(255,255,255,0.62)',
  colorTextDescription: 'rgba(255,255,255,0.65)',
  colorTextPlaceholder: 'rgba(255,255,255,0.6)',
  controlItemBgActive: '#16352f',
  controlItemBgActiveHover: '#1b423a',
  ...paleOnes('#16352f', '#3a1a18', '#362710', '#16331c'),
};

/** What words of a colour stand on: the library mixes grey ones out of greens this dark. */
function paleOnes(primary: string, error: string, warning: string, success: string) {
  return {
    colorPrimaryBg: primary,
    colorInfoBg: primary,
    colorErrorBg: error,
    colorWarningBg: warning,
    colorSuccessBg: success,
  };
}

export const themeOf = (isDark: boolean, isStill: boolean): ThemeConfig => ({
  algorithm: isDark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
  token: {
    ...(isDark ? night : day),
    motion: !isStill,
    borderRadius: 6,
    fontFamily:
      '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  },
  components: {
    Button: isDark ? { primaryColor: '#04211c', dangerColor: '#2b0704' } : {},
    Layout: isDark ? { siderBg: '#141414', triggerBg: '#1d1d1d' } : {},
    Menu: {
      itemSelectedBg: isDark ? '#16352f' : '#e2f1ee',
      itemSelectedColor: isDark ? '#7ce0cf' : '#0f766e',
      itemHeight: 32,
      itemMarginBlock: 2,
    },
  },
});
