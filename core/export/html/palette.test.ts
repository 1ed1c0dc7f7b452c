import { describe, expect, it } from 'vitest';
import { palette } from './palette.ts';

type Colours = (typeof palette)['light' | 'dark'];
type Pair = [keyof Colours, keyof Colours];

const words: (keyof Colours)[] = ['text', 'quiet', 'link', 'good', 'warn', 'bad', 'calm'];
const written: Pair[] = [
  ...words.flatMap((word): Pair[] => [
    [word, 'page'],
    [word, 'raised'],
  ]),
  ['marked', 'mark'],
];
const drawn: Pair[] = [
  ['edge', 'page'],
  ['link', 'track'],
];

// WCAG 2.2, relative luminance.
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(written)('can be read: %s on %s', (word, ground) => {
    expect(contrast(palette[theme][word], palette[theme][ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(drawn)('can be seen: %s on %s', (shape, ground) => {
    expect(contrast(palette[theme][shape], palette[theme][ground])).toBeGreaterThanOrEqual(3);
  });
});
