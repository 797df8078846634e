import { Button, type ButtonProps } from '@mantine/core';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

type ActionButtonProps = Omit<ButtonProps, 'variant' | 'size'> &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof ButtonProps> & {
    children: ReactNode;
    /** One `primary` a screen; `ghost` for leaving and for alternatives. */
    kind?: 'primary' | 'plain' | 'ghost';
    icon?: IconName;
    /** The keys as people read them; told to screen readers by `aria-keyshortcuts`. */
    keys?: { show: string; aria: string };
    large?: boolean;
    compact?: boolean;
    danger?: boolean;
  };

const VARIANTS = { primary: 'filled', plain: 'default', ghost: 'subtle' } as const;

/** The button of the whole window. Its accessible name is its words alone, without the keys. */
export function ActionButton({
  children,
  kind = 'plain',
  icon,
  keys,
  large,
  compact,
  danger,
  ...rest
}: ActionButtonProps) {
  return (
    <Button
      {...rest}
      variant={VARIANTS[kind]}
      size={large === true ? 'lg' : 'sm'}
      aria-keyshortcuts={keys?.aria}
      mod={{ compact: compact === true, danger: danger === true }}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
      {keys === undefined ? null : <kbd aria-hidden="true">{keys.show}</kbd>}
    </Button>
  );
}
