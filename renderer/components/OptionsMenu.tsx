import { Menu } from '@mantine/core';
import { ActionButton } from './ActionButton.tsx';
import { Icon, type IconName } from './Icon.tsx';

/** One of the ways. */
export interface MenuOption {
  label: string;
  /** What it is, in a few words. */
  hint?: string;
  onChoose(): void;
}

interface OptionsMenuProps {
  label: string;
  icon?: IconName;
  disabled?: boolean;
  options: readonly MenuOption[];
}

/** A button that opens a short list of ways. The list hangs in `main`, within the page's landmarks. */
export function OptionsMenu({ label, icon, disabled, options }: OptionsMenuProps) {
  return (
    <Menu
      position="bottom-end"
      offset={4}
      transitionProps={{ duration: 0 }}
      portalProps={{ target: 'main' }}
      disabled={disabled}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <ActionButton icon={icon} disabled={disabled} rightSection={<Icon name="abajo" />}>
          {label}
        </ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item key={option.label} onClick={option.onChoose}>
            {option.label}
            {option.hint === undefined ? null : <span className="t3 s12">{option.hint}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
