import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ErrorNote, Stack, TextField } from '#renderer/kit/index.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import { Centered } from '../app/centered.tsx';
import { isServerUrl } from './server-url.ts';

type Work = { kind: 'idle' } | { kind: 'asking' } | { kind: 'failed'; message: string };

/** Where a till that belongs to no cinema yet is enrolled with a one-time code. */
export function SetupPage(props: { bridge: Bridge; serverUrl: string; onEnrolled: () => void }): ReactNode {
  const { bridge, onEnrolled } = props;
  const { t } = useTranslation('entry');
  const [serverUrl, setServerUrl] = useState(props.serverUrl);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const missing = (text: string) => (isChecked && text.trim() === '' ? { error: t('setup.missing') } : {});
  const enrol = async (): Promise<void> => {
    setChecked(true);
    if (!isServerUrl(serverUrl) || code.trim() === '' || name.trim() === '') return;
    setWork({ kind: 'asking' });
    try {
      await bridge.enrol({ serverUrl: serverUrl.trim(), code: code.trim(), name: name.trim() });
      onEnrolled();
    } catch (problem) {
      setWork({ kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enrol();
  };
  return (
    <Centered>
      <form onSubmit={submit} noValidate>
        <Stack gap="3">
          <Stack gap="half">
            <h1 className="text-2xl">{t('setup.title')}</h1>
            <p className="text-quiet">{t('setup.intro')}</p>
          </Stack>
          <TextField
            label={t('setup.server')}
            hint={t('setup.serverHint')}
            value={serverUrl}
            onChange={setServerUrl}
            {...(isChecked && !isServerUrl(serverUrl) ? { error: t('setup.serverWrong') } : {})}
          />
          <TextField
            label={t('setup.code')}
            value={code}
            onChange={setCode}
            large
            autoFocus
            {...missing(code)}
          />
          <TextField
            label={t('setup.name')}
            hint={t('setup.nameHint')}
            value={name}
            onChange={setName}
            {...missing(name)}
          />
          {work.kind === 'failed' && (
            <ErrorNote
              title={t('setup.failed')}
              effect={t('setup.failedEffect', { message: work.message })}
              actions={[{ label: t('setup.again'), onPress: () => void enrol() }]}
            />
          )}
          <Button type="submit" variant="accent" size="lg" wide isDisabled={work.kind === 'asking'}>
            {t(work.kind === 'asking' ? 'setup.enrolling' : 'setup.enrol')}
          </Button>
        </Stack>
      </form>
    </Centered>
  );
}
