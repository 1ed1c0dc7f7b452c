/** A model of a size that a machine carries; `gigabytes`: weights and a window of usual size, 4-bit. */
export type Recommendation = { model: string; gigabytes: number; why: string };

// One family in sizes that are published, with a licence (Apache 2.0) that companies accept.
const sizes = [
  { model: 'qwen3:14b', gigabytes: 11 },
  { model: 'qwen3:8b', gigabytes: 7 },
  { model: 'qwen3:4b', gigabytes: 4 },
  { model: 'qwen3:1.7b', gigabytes: 2.5 },
  { model: 'qwen3:0.6b', gigabytes: 1.5 },
];

/**
 * What to install on a machine with so many bytes of memory, of which other programs need a half. Without a graphics card
 * nothing larger than 8B: it would be too slow for a pipeline.
 */
export const recommendModel = (memory: number, { graphics = false } = {}): Recommendation => {
  const usable = memory / 1e9 / 2;
  const fitting = sizes.filter(({ model }) => graphics || model !== 'qwen3:14b');
  const smallest = { model: 'qwen3:0.6b', gigabytes: 1.5 };
  const found = fitting.find(({ gigabytes }) => gigabytes <= usable) ?? smallest;
  return { ...found, why: `needs about ${found.gigabytes} GB of the ${Math.round(memory / 1e9)} GB here` };
};
