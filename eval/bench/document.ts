export const shapes = ['bullets', 'table', 'sections', 'kiro'] as const;

/** How the requirements of a document are written down. */
export type Shape = (typeof shapes)[number];

const things = ['door', 'valve', 'lamp', 'pump', 'basket', 'account', 'session', 'report', 'sensor', 'queue', 'motor'];
const users = ['operator', 'customer', 'driver', 'administrator', 'visitor', 'nurse', 'auditor'];
const counts = ['two', 'three', 'four', 'five', 'six'];

const pick = <T>(values: readonly T[], n: number, salt: number): T => values[(n * salt + salt) % values.length] as T;

const patterns: ((n: number) => string)[] = [
  (n) =>
    `When the ${pick(users, n, 3)} opens the ${pick(things, n, 5)} ${n}, the system shall close the ${pick(things, n, 7)}.`,
  (n) =>
    `When the ${pick(users, n, 5)} submits a wrong code to gate ${n} ${pick(counts, n, 3)} times, the system shall lock the ${pick(things, n, 3)} for ${5 + (n % 50)} minutes.`,
  (n) =>
    `The ${pick(things, n, 3)} controller ${n} shall accept a target value between ${n % 40} °C and ${50 + (n % 40)} °C.`,
  (n) => `The export service ${n} shall support CSV, JSON and XML.`,
  (n) => `The gateway shall not forward a message whose field ${n} is invalid.`,
  (n) => `While the ${pick(things, n, 7)} is moving, the controller shall keep all lamps of zone ${n} off.`,
  (n) =>
    `If the ${pick(things, n, 3)} ${n} is empty and the level is at least ${1 + (n % 90)} litres, the system shall stop the motor; otherwise it shall start the pump.`,
  (n) => `The search page shall show the results of catalogue ${n} within ${1 + (n % 9)} s.`,
  (n) => `Only ${pick(users, n, 3)}s may delete the ${pick(things, n, 5)} ${n}.`,
  (n) =>
    `If no heartbeat is received for ${100 + (n % 900)} ms, the monitor shall restart the ${pick(things, n, 7)} ${n}.`,
];

/** One statement; the same `n` gives the same text, and no two are equal. */
export function statement(n: number): string {
  const pattern = patterns[n % patterns.length] as (n: number) => string;
  return pattern(n);
}

/** As Kiro writes them: a story with some EARS criteria. Each criterion counts as one requirement. */
const kiroCriteria = 4;

function kiroSection(n: number, count: number): string {
  const first = (n - 1) * kiroCriteria;
  const own = Array.from(
    { length: Math.min(kiroCriteria, count - first) },
    (_, at) => `${at + 1}. ${statement(first + at + 1)}\n`,
  );
  const story = `**User Story:** As an operator, I want behaviour ${n}, so that the plant runs.`;
  return `### Requirement ${n}\n\n${story}\n\n#### Acceptance Criteria\n\n${own.join('')}`;
}

const writers: Record<Shape, (count: number) => string> = {
  bullets: (count) => lines(count, (n) => `- **REQ-${n}** ${statement(n)}`),
  table: (count) => `| ID | Requirement |\n| --- | --- |\n${lines(count, (n) => `| REQ-${n} | ${statement(n)} |`)}`,
  sections: (count) => lines(count, (n) => `## REQ-${n} Behaviour ${n}\n\n${statement(n)}\n`),
  kiro: (count) => `## Requirements\n\n${lines(Math.ceil(count / kiroCriteria), (n) => kiroSection(n, count))}`,
};

/** A Markdown document with this many requirements of all kinds. Deterministic. */
export function benchDocument(shape: Shape, count: number): string {
  return `# Benchmark\n\n${writers[shape](count)}`;
}

function lines(count: number, line: (n: number) => string): string {
  let text = '';
  for (let n = 1; n <= count; n += 1) text += `${line(n)}\n`;
  return text;
}
