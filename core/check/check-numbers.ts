import { numbersIn } from '../text/numbers.ts';
import { measuresIn } from '../text/units.ts';
import { failure, groundOf, type Check } from './check-context.ts';

/**
 * Every number and unit must come from the requirement or be a computed boundary. Invented test data may feed the steps,
 * never the title or the expected result.
 */
export const checkNumbers: Check = (candidate, context) => {
  const ground = groundOf(context);
  const known = new Set([...numbersIn(ground), ...context.demand.computed]);
  const invented = new Set([...known, ...numbersIn(Object.values(candidate.test_data).join('\n'))]);
  const measured = measuresIn(ground);
  const strict = [candidate.title, candidate.expected_result].join('\n');
  const loose = [...candidate.preconditions, ...candidate.steps].join('\n');
  const wrong = [
    ...numbersIn(strict).filter((number) => !known.has(number)),
    ...numbersIn(loose).filter((number) => !invented.has(number)),
  ].map((number) =>
    failure(
      'numbers',
      `The number ${number} is not in the requirement`,
      `Leave ${number} out or take the number from the requirement`,
    ),
  );
  const data = measuresIn(Object.values(candidate.test_data).join('\n'));
  const computed = new Set(context.demand.computed);
  const unitsKnown = new Set(measured.map(unitOf));
  const units = measuresIn(`${strict}\n${loose}`)
    .filter(
      (measure) =>
        !measured.includes(measure) &&
        !data.includes(measure) &&
        !(computed.has(measure.split(' ')[0] ?? '') && unitsKnown.has(unitOf(measure))),
    )
    .map((measure) =>
      failure(
        'numbers',
        `${measure} is not in the requirement`,
        'Keep number and unit together as the requirement states them',
      ),
    );
  return [...wrong, ...units];
};

const unitOf = (measure: string): string => measure.slice(measure.indexOf(' ') + 1);
