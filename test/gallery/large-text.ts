import type { Page } from '@playwright/test';

const USUAL = { standard: 16, fixed: 13 };
const TWICE = { standard: 32, fixed: 26 };

/**
 * Reads the page at 1280 × 800 with the browser's text set to twice its size, as somebody with weak eyes does; answers
 * what cannot be read or reached, by what it says. The page is left as it was.
 */
export async function judgeTwiceTheText(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Page.setFontSizes', { fontSizes: TWICE });
    // A page that fits itself to its size does so in the next frames.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 4; frame += 1) await new Promise((done) => requestAnimationFrame(done));
    });
    return await page.evaluate(findTroubles);
  } finally {
    await session.send('Page.setFontSizes', { fontSizes: USUAL });
    await session.detach();
  }
}

/** Runs in the page. */
function findTroubles(): string[] {
  const CONTROLS =
    'button, a[href], input, select, textarea, summary, [role="radio"], [role="tab"], [role="option"]';
  const SLACK_PX = 2;
  const troubles = new Set<string>();
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}”`;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + SLACK_PX)
    troubles.add(`the page scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);

  /** Under a modal nothing else can be used, and need not be. */
  const modal = document.querySelector('[role="dialog"], [role="alertdialog"]');
  const scope: Element = modal ?? document.body;
  const isDrawn = (element: Element): boolean => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const { width, height } = element.getBoundingClientRect();
    // A seat map is a picture with a zoom of its own; what only screen readers see is one pixel.
    return (
      width > SLACK_PX &&
      height > SLACK_PX &&
      element.closest('.seatmap, .sr-only, svg, [inert], [aria-hidden="true"]') === null
    );
  };
  const ownText = (element: Element): string =>
    [...element.childNodes]
      .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ''))
      .join('')
      .trim();
  /** What lies at the element's middle once it is scrolled to; null when that is outside the window. */
  const onTopOf = (element: Element): Element | null => {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  };
  const isSame = (element: Element, top: Element | null): boolean =>
    top !== null &&
    (element.contains(top) || top.contains(element) || element.closest('label')?.contains(top) === true);

  /** A title that ends in an ellipsis by intention: it is whole where it is chosen. */
  const isClamped = (element: Element): boolean => {
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const { webkitLineClamp, textOverflow } = getComputedStyle(box);
      if (webkitLineClamp !== 'none' || textOverflow === 'ellipsis') return true;
    }
    return false;
  };

  for (const control of scope.querySelectorAll(CONTROLS)) {
    if (!isDrawn(control)) continue;
    const top = onTopOf(control);
    if (!isSame(control, top))
      troubles.add(
        `${nameOf(control)} cannot be reached${top === null ? '' : `: ${nameOf(top)} lies on it`}`,
      );
  }
  for (const element of scope.querySelectorAll('*')) {
    if (ownText(element) === '' || !isDrawn(element) || isClamped(element)) continue;
    if (!isSame(element, onTopOf(element))) troubles.add(`${nameOf(element)} lies under something else`);
    for (let box: Element | null = element; box !== null && box !== scope; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      if (overflowX === 'hidden' && box.scrollWidth > box.clientWidth + SLACK_PX)
        troubles.add(`${nameOf(element)} is cut at its side`);
      if (overflowY === 'hidden' && box.scrollHeight > box.clientHeight + SLACK_PX && box !== document.body)
        troubles.add(`${nameOf(element)} is cut below`);
      if (overflowX !== 'visible' || overflowY !== 'visible') break;
    }
  }
  window.scrollTo(0, 0);
  return [...troubles];
}
