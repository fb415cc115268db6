import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

const EUR = 'EUR';

test('[TDY4] an English file has commas and points, a German one semicolons and commas', () => {
  const rows = [['Saal 1, Mitte', { minor: 1_550, currency: EUR }, 2]];
  expect(csvOf(['Name', 'Net', 'Tickets'], rows, 'en-GB')).toBe(
    '\uFEFFName,Net,Tickets\r\n"Saal 1, Mitte",15.50,2\r\n',
  );
  expect(csvOf(['Name', 'Net', 'Tickets'], rows, 'de-DE')).toBe(
    '\uFEFFName;Net;Tickets\r\nSaal 1, Mitte;15,50;2\r\n',
  );
});

test('[TDY4] amounts keep their sign and their currency’s digits, text never runs as a formula', () => {
  const rows = [
    [
      { minor: -1_550, currency: EUR },
      { minor: -1_550, currency: 'JPY' },
    ],
    ['=1+1', '-2+3'],
    ['@SUM(A1)', '+49 30 1'],
    ['"quoted"\nline', 'plain'],
  ];
  expect(csvOf(['A', 'B'], rows, 'en').split('\r\n')).toEqual([
    '\uFEFFA,B',
    '-15.50,-1550',
    `"'=1+1","'-2+3"`,
    `"'@SUM(A1)","'+49 30 1"`,
    '"""quoted""\nline",plain',
    '',
  ]);
});
