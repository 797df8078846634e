import {
  ActionIcon,
  Button,
  NumberInput,
  Switch,
  TextInput,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

const tinta: MantineColorsTuple = [
  '#eef3fb',
  '#e6eefa',
  '#c5d6f2',
  '#9dbbea',
  '#6f98db',
  '#4778c8',
  '#2f65c8',
  '#1d54ae',
  '#174592',
  '#123877',
];

/** Mantine's theme over our tokens: sizes in rem, no shadows but on overlays, no transitions of its own. */
export const theme = createTheme({
  fontFamily: 'var(--hb-font)',
  fontFamilyMonospace: 'var(--hb-mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.25rem' },
  radius: { xs: '4px', sm: '4px', md: '6px', lg: '8px', xl: '8px' },
  defaultRadius: 'xs',
  colors: { tinta },
  primaryColor: 'tinta',
  primaryShade: { light: 7, dark: 6 },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'sm', hideControls: true } }),
  },
});

/** Points Mantine's own variables at our tokens, so that its parts follow the scheme without colours of theirs. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--hb-surface)',
    '--mantine-color-text': 'var(--hb-text)',
    '--mantine-color-dimmed': 'var(--hb-text-3)',
    '--mantine-color-default-border': 'var(--hb-line)',
    '--mantine-color-error': 'var(--hb-noapto)',
    '--mantine-color-placeholder': 'var(--hb-text-3)',
  };
  return { variables: {}, light: variables, dark: variables };
};
