import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/house.ts';
import { byPointer, charges, serials } from './support/visitor.ts';

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

async function middleOf(control: Locator): Promise<number> {
  const box = await control.boundingBox();
  if (box === null) throw new Error('it is not shown');
  return box.x + box.width / 2;
}

/** Every time and price on the page, with whether its characters stand from left to right. */
function runs(page: Page): Promise<{ text: string; isLeftToRight: boolean }[]> {
  return page.evaluate(() => {
    const found: { text: string; isLeftToRight: boolean }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const match of (node.nodeValue ?? '').matchAll(/\d+[:.]\d\d/g)) {
        const lefts = [...match[0]].map((_, at) => {
          const range = document.createRange();
          range.setStart(node, match.index + at);
          range.setEnd(node, match.index + at + 1);
          return range.getBoundingClientRect().left;
        });
        if (lefts.every((left) => left === 0)) continue; // not painted
        const isLeftToRight = lefts.every((left, at) => at === 0 || left > (lefts[at - 1] ?? 0));
        found.push({ text: match[0], isLeftToRight });
      }
    }
    return found;
  });
}

test('[STY64] in Arabic the whole way runs from right to left; times, prices and seats stay as they are read', async ({
  house,
}) => {
  const till = await house.till('lobby', 'Lobby 1');
  const { page } = till;
  await page.getByRole('radio', { name: 'العربية' }).click();
  await expect(page.locator('html[dir=rtl][lang^=ar]')).toHaveCount(1);
  const intact = async (): Promise<void> => {
    const all = await runs(page);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(({ isLeftToRight }) => !isLeftToRight)).toEqual([]);
  };
  await intact();
  await button(page, 'شراء التذاكر').click();
  await expect(page.getByRole('heading', { name: 'أي فيلم؟' })).toBeVisible();
  // The way back lies where reading begins, on the right; the steps run the same way.
  expect(await middleOf(button(page, 'رجوع'))).toBeGreaterThan(640);
  const steps = page.getByRole('navigation').getByRole('listitem');
  expect(await middleOf(steps.first())).toBeGreaterThan(await middleOf(steps.last()));
  await intact();
  await page.getByRole('main').getByRole('button').nth(1).click();
  await page.getByRole('main').getByRole('region').last().getByRole('button').last().click();
  await expect(page.getByRole('heading', { name: 'كم تذكرة؟' })).toBeVisible();
  await intact();
  await button(page, /^أكثر بواحد: بالغ/).click();
  await button(page, /^أكثر بواحد: بالغ/).click();
  await button(page, 'البحث عن مقاعد').click();
  // Seats have prices in their names, too.
  const pay = page.getByRole('contentinfo').getByRole('button', { name: /£|GBP/ });
  await expect(pay).toBeEnabled();
  await intact();
  // Row A's seats stay in the order of the room: a map is not mirrored.
  const inRow = await page
    .getByRole('group')
    .getByRole('button')
    .evaluateAll((seats) =>
      seats
        .filter((seat) => /^A\d+$/.test(seat.getAttribute('data-seat') ?? ''))
        .map((seat) => ({
          number: Number(seat.getAttribute('data-seat')?.slice(1)),
          left: seat.getBoundingClientRect().left,
        })),
    );
  const sorted = [...inRow].sort((one, other) => one.left - other.left).map(({ number }) => number);
  expect(sorted).toEqual([...sorted].sort((one, other) => one - other));
  await byPointer(pay);
  await expect(
    page
      .getByRole('main')
      .getByText(/\d\d:\d\d/)
      .first(),
  ).toBeVisible();
  await intact();
  await expect.poll(() => charges(till)).toHaveLength(1);
  // The ticket is read at the door: it speaks the cinema's language.
  expect(await serials(till)).toHaveLength(2);
  await expect(page.getByRole('button', { name: 'Buy tickets' })).toBeVisible({ timeout: 40_000 });
  await expect(page.locator('html[dir=ltr]')).toHaveCount(1);
});
