import type { StaffRole } from '@contracts/merchant/merchant';
import { Layout, Menu } from 'antd';
import { useState } from 'react';
import { Link } from '../app/link';
import { usePath } from '../app/location';
import { useLookChoice } from '../app/look';
import { pageAt, pagesOf } from '../app/routes';
import { useTexts } from '../texts/use-texts';
import { Icon, isIconName } from './icon';

/** What the role may, by what the work is for. Narrow on a narrow screen, and when the person wants it so. */
export function SideMenu({ role }: { role: StaffRole }) {
  const texts = useTexts();
  const { isDark } = useLookChoice();
  const [isNarrow, setNarrow] = useState(false);
  const current = pageAt(usePath());
  const pages = pagesOf(role);
  const groups = [...new Set(pages.map(({ group }) => group))];
  if (pages.length === 0) return null;
  return (
    <Layout.Sider
      theme={isDark ? 'dark' : 'light'}
      className="side"
      width={184}
      collapsedWidth={56}
      breakpoint="lg"
      collapsible
      collapsed={isNarrow}
      onCollapse={setNarrow}
    >
      <nav aria-label={texts.menu}>
        <Menu
          mode="inline"
          style={{ borderInlineEnd: 0 }}
          selectedKeys={current ? [current.path] : []}
          items={groups.map((group) => ({
            key: group,
            type: 'group',
            label: isNarrow ? null : texts.groups[group],
            children: pages
              .filter((page) => page.group === group)
              .map(({ path, name }) => ({
                key: path,
                icon: <Icon name={isIconName(name) ? name : 'other'} />,
                label: <Link to={path}>{texts.pages[name]}</Link>,
                title: texts.pages[name],
              })),
          }))}
        />
      </nav>
    </Layout.Sider>
  );
}
