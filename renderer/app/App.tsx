import { MantineProvider } from '@mantine/core';
import { Shell } from '../shell/Shell.tsx';
import { cssVariablesResolver, theme } from '../theme.ts';
import { ServicesProvider, useApp, type Services } from './services.tsx';
import { useScheme } from './useScheme.ts';

/** The window: its stores, its scheme, its shell. */
export function App({ services }: { services: Services }) {
  return (
    <ServicesProvider services={services}>
      <Themed />
    </ServicesProvider>
  );
}

function Themed() {
  const scheme = useScheme(useApp((m) => m.state?.ajustes.tema ?? 'sistema'));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
      <Shell />
    </MantineProvider>
  );
}
