import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '#renderer/kit/index.ts';
import { Centered } from './centered.tsx';

type State = { readonly message: string | null };

/** A fault of ours while drawing must not leave a white page: it is said, and the page can be loaded again. */
export class Breakage extends Component<{ children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(problem: unknown): State {
    return { message: problem instanceof Error ? problem.message : String(problem) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    return message === null ? this.props.children : <Broken message={message} />;
  }
}

function Broken({ message }: { message: string }): ReactNode {
  const { t } = useTranslation('entry');
  return (
    <Centered>
      <ErrorNote
        title={t('broken.title')}
        effect={t('broken.effect', { message })}
        actions={[{ label: t('broken.again'), onPress: () => window.location.reload(), variant: 'accent' }]}
      />
    </Centered>
  );
}
