/** Colours by theme. `report.test.ts` computes their contrast. */
export const palette = {
  light: {
    page: '#ffffff',
    raised: '#f5f7fa',
    text: '#1b2027',
    quiet: '#515b66',
    line: '#d3dae2',
    edge: '#77818d',
    link: '#0b4fb3',
    mark: '#ffe98f',
    marked: '#1b2027',
    good: '#0f6b30',
    warn: '#805000',
    bad: '#b00020',
    calm: '#5a3ea8',
    track: '#e3e8ee',
  },
  dark: {
    page: '#10151b',
    raised: '#19212a',
    text: '#e7ebf0',
    quiet: '#a7b1bd',
    line: '#303b47',
    edge: '#7c8794',
    link: '#8fbaff',
    mark: '#5f4d00',
    marked: '#fff4c2',
    good: '#71d992',
    warn: '#f2bd57',
    bad: '#ff9a9a',
    calm: '#c7b0ff',
    track: '#2b3541',
  },
} as const;

/** The colours as custom properties. */
export function colours(theme: keyof typeof palette): string {
  return Object.entries(palette[theme])
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
