import type { InstalledModel } from './ollama-client.ts';

// Above this, a model is slow on the machines that run pipelines; whoever has more names the model.
const reasonableBillions = 15;

/** Best first: instructed before base models, then the largest of reasonable size, then the smallest above; then by name. */
export const rankModels = (models: InstalledModel[]): InstalledModel[] =>
  models.toSorted((a, b) => {
    const [sizeA, sizeB] = [billions(a), billions(b)];
    const [largeA, largeB] = [sizeA > reasonableBillions, sizeB > reasonableBillions];
    return (
      Number(isBase(a)) - Number(isBase(b)) ||
      Number(largeA) - Number(largeB) ||
      (largeA ? sizeA - sizeB : sizeB - sizeA) ||
      (a.name < b.name ? -1 : 1)
    );
  });

const isBase = ({ name }: InstalledModel): boolean => /[:-](base|text)\b/i.test(name);

const billions = ({ parameter_size, size }: InstalledModel): number => {
  const [, experts = '1', amount, unit] = /^(?:(\d+)x)?([\d.]+)\s*([KMBT])$/i.exec(parameter_size) ?? [];
  if (amount === undefined || unit === undefined) return size / 1e9;
  return Number(experts) * Number(amount) * (scales.get(unit.toUpperCase()) ?? 1);
};

const scales = new Map([
  ['K', 1e-6],
  ['M', 1e-3],
  ['B', 1],
  ['T', 1e3],
]);
