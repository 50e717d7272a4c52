import type { ConsoleUser } from '@contracts/console/console-session';
import { Button, Layout, Result, Skeleton } from 'antd';
import { Suspense, lazy, useEffect, useState } from 'react';
import { ErrorBoundary } from '../app/error-boundary';
import { Link } from '../app/link';
import { navigate, usePath } from '../app/location';
import { mayDo, pageAt, pagesOf } from '../app/routes';
import { useTexts } from '../texts/use-texts';
import { Icon } from './icon';
import { SideMenu } from './side-menu';
import { UserContext } from './user-context';
import { UserMenu } from './user-menu';

const CommandPalette = lazy(() => import('./command-palette'));

function useCtrlK(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [open]);
}

/** The page of the address, or why it is not shown. */
function CurrentPage({ user }: { user: ConsoleUser }) {
  const texts = useTexts();
  const path = usePath();
  const page = pageAt(path);
  const [first] = pagesOf(user.role);
  useEffect(() => {
    if (path === '/' && first) navigate(first.path, 'replace');
  }, [path, first]);
  const title = page ? texts.pages[page.name] : texts.product;
  useEffect(() => {
    document.title = `${title} · ${user.brandName}`;
  }, [title, user.brandName]);
  if (path === '/')
    return first ? null : (
      <Result status="info" title={texts.nothingHere.title} subTitle={texts.nothingHere.text} />
    );
  if (!page)
    return (
      <Result
        status="404"
        title={texts.nowhere.title}
        subTitle={texts.nowhere.text}
        extra={<Link to="/">{texts.nowhere.home}</Link>}
      />
    );
  if (!mayDo(user.role, page.from))
    return <Result status="403" title={texts.notYours.title} subTitle={texts.notYours.text} />;
  return (
    <ErrorBoundary key={page.path} title={texts.list.failed} retry={texts.list.retry}>
      <Suspense fallback={<Skeleton active style={{ padding: 24 }} />}>
        <page.Page />
      </Suspense>
    </ErrorBoundary>
  );
}

export function Shell({ user }: { user: ConsoleUser }) {
  const texts = useTexts();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [openPalette] = useState(() => () => setPaletteOpen(true));
  useCtrlK(openPalette);
  return (
    <UserContext.Provider value={user}>
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <Layout style={{ height: '100%' }}>
        <Layout.Header className="top-bar">
          <Link to="/" className="brand">
            {user.brandName}
          </Link>
          <span className="grow" />
          <Button onClick={openPalette} icon={<Icon name="search" />} aria-keyshortcuts="Control+K">
            {texts.palette.open} <kbd>Ctrl K</kbd>
          </Button>
          <UserMenu user={user} />
        </Layout.Header>
        <Layout>
          <SideMenu role={user.role} />
          <Layout.Content
            id="content"
            tabIndex={-1}
            role="main"
            style={{ overflow: 'auto', outline: 'none' }}
          >
            <CurrentPage user={user} />
          </Layout.Content>
        </Layout>
      </Layout>
      {isPaletteOpen && (
        <Suspense fallback={null}>
          <CommandPalette role={user.role} onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
    </UserContext.Provider>
  );
}
