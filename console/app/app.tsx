import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import enUS from 'antd/locale/en_US';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { LoginPage } from '../login/login-page';
import { SecondLookModal } from '../login/second-look-modal';
import { session } from '../service/session';
import { Shell } from '../shell/shell';
import { firstLanguage, LanguageContext, type Language } from '../texts/use-texts';
import { keep } from './kept';
import { LookContext, themeOf, useLook } from './look';
import { SessionStart } from './session-start';

const queryClient = new QueryClient({
  defaultOptions: {
    // The client has repeated already what may be repeated.
    queries: { retry: false, staleTime: 15_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

// Nothing of one person is left for the next.
session.watch(() => {
  if (!session.read().user)
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
});

function SignedInOrNot() {
  const { user } = useSyncExternalStore(session.watch, session.read);
  return user ? <Shell user={user} /> : <LoginPage />;
}

export function App() {
  const look = useLook();
  const [language, chooseLanguage] = useState<Language>(firstLanguage);
  const setLanguage = (to: Language): void => {
    keep('language', to);
    chooseLanguage(to);
  };
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return (
    <LanguageContext.Provider value={{ language, setLanguage }}>
      <LookContext.Provider value={look}>
        <ConfigProvider
          locale={language === 'zh' ? zhCN : enUS}
          theme={themeOf(look.isDark, look.isStill)}
          wave={{ disabled: true }}
        >
          <AntApp style={{ height: '100%' }}>
            <QueryClientProvider client={queryClient}>
              <SessionStart>
                <SignedInOrNot />
                <SecondLookModal />
              </SessionStart>
            </QueryClientProvider>
          </AntApp>
        </ConfigProvider>
      </LookContext.Provider>
    </LanguageContext.Provider>
  );
}
