import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#renderer/kit/button.tsx';
import type { PanZoom } from './pan-zoom.ts';

const STEP = 1.5;

/** Larger, smaller, and back to the whole map: what pinch and wheel do, for everybody else. */
export function ZoomButtons({
  panZoom,
  zoom,
}: {
  panZoom: RefObject<PanZoom | null>;
  zoom: number;
}): ReactNode {
  const { t } = useTranslation('seatmap');
  return (
    <div className="absolute end-0 top-0 flex rounded-lg border border-line bg-ground">
      {zoom > 1 && <IconButton icon={Maximize} label={t('fit')} onPress={() => panZoom.current?.fit()} />}
      <IconButton icon={ZoomIn} label={t('zoomIn')} onPress={() => panZoom.current?.zoomBy(STEP)} />
      <IconButton
        icon={ZoomOut}
        label={t('zoomOut')}
        isDisabled={zoom <= 1}
        onPress={() => panZoom.current?.zoomBy(1 / STEP)}
      />
    </div>
  );
}
