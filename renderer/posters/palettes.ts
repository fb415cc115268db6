/** The five inks of a poster. `ink` is for the title, and reads well on `ground`. */
export type Palette = { ground: string; main: string; second: string; spark: string; ink: string };
export type Ink = keyof Palette;

const palette = (ground: string, main: string, second: string, spark: string, ink: string): Palette => ({
  ground,
  main,
  second,
  spark,
  ink,
});

export const PALETTES: readonly [Palette, ...Palette[]] = [
  palette('#1f2140', '#e4572e', '#76406b', '#ffc857', '#fff3dc'),
  palette('#0f4c5c', '#e9c46a', '#2a9d8f', '#f4f1de', '#fdf6e3'),
  palette('#b93822', '#231a20', '#f2a65a', '#fff1d6', '#fff1d6'),
  palette('#d8e8d3', '#22577a', '#57a98a', '#e4572e', '#1c3144'),
  palette('#f3d1c8', '#9b2c4a', '#e07a5f', '#3d2645', '#3d2645'),
  palette('#11151f', '#3d6690', '#98c1d9', '#ee6c4d', '#e9f1f7'),
  palette('#e3b23c', '#423e28', '#c44900', '#fff8e1', '#2b2716'),
  palette('#1f3b2d', '#a3b18a', '#588157', '#f2cc60', '#f1f2e4'),
  palette('#3a1f5d', '#c060a1', '#7a4fb0', '#f7c59f', '#fbeaff'),
  palette('#eadbc0', '#3f4e4f', '#b5651d', '#a4161a', '#2a2a2a'),
  palette('#dfeaf2', '#1b4965', '#62a1c7', '#ff6b35', '#12324a'),
  palette('#26262b', '#d7263d', '#6b6b76', '#f5f0e6', '#f5f0e6'),
  palette('#56632b', '#f0e7cf', '#333b1b', '#e98a4c', '#fff8e2'),
  palette('#5b1a3b', '#f08a5d', '#b83b5e', '#f9ed69', '#ffeedd'),
];
