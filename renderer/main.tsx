import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '#shared/domain/invariant.ts';
import { isLanguage, languageFor } from './i18n/languages.ts';
import { startI18n } from './i18n/setup.ts';
import { App } from './pages/app/app.tsx';
import { useSettings } from './stores/settings.ts';
import './styles/index.css';

const chosen = useSettings.getState().language;
await startI18n(chosen !== null && isLanguage(chosen) ? chosen : languageFor(navigator.languages));

const root = document.getElementById('root');
invariant(root !== null, 'index.html has a place for the page');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
