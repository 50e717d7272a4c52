import { fireEvent, render, screen } from '@testing-library/react';
import { cacheSlot } from '@/platform/cache';
import { installFakePhone } from '@/platform/fake-wechat-app';
import { RoleBar } from './role-bar';

const keepRoles = (roles: string[]) =>
  cacheSlot('roles', (value): value is string[] => Array.isArray(value)).write(roles);

it('has no switch for whoever has one kind of work', () => {
  installFakePhone({});
  keepRoles(['clerk']);
  render(<RoleBar />);
  expect(screen.getByText('收款')).toBeInTheDocument();
  expect(screen.queryByText('团长')).toBeNull();
});

it('shows one kind of work at a time to whoever has several, and keeps which', () => {
  installFakePhone({});
  keepRoles(['leader', 'operator']);
  const first = render(<RoleBar />);
  expect(screen.getByText('收款')).toBeInTheDocument();
  fireEvent.click(screen.getByText('团长'));
  expect(screen.getByText('今天做什么')).toBeInTheDocument();
  expect(screen.queryByText('收款')).toBeNull();
  first.unmount();

  render(<RoleBar />);
  expect(screen.getByText('今天做什么')).toBeInTheDocument();
});

it('is nothing for a shopper', () => {
  installFakePhone({});
  keepRoles([]);
  const { container } = render(<RoleBar />);
  expect(container.textContent).toBe('');
});
