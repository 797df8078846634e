import { createRoot } from 'react-dom/client';
import './styles/mantine.css';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './app/App.tsx';
import { createServices } from './app/services.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

// Before the first paint, so that a dark desktop never sees a white window.
const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';

const services = createServices(window.habido);
void services.app.getState().load();
void services.validar.getState().loadRecent();
createRoot(root).render(<App services={services} />);
