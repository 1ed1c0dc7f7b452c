import { oneLine, type Paint } from './paint.ts';

type SafetyRow = {
  requirement_id: string;
  level: string;
  methods: { method: string; degree: string; state: keyof typeof states; reason: string }[];
};

const states = {
  present: ['green', 'present'],
  missing: ['red', 'missing'],
  not_applicable: ['dim', 'not applicable'],
} as const;

/** The methods that ISO 26262 recommends for each requirement with a safety level, with what the suite holds of them. */
export function renderSafetyText(rows: SafetyRow[], paint: Paint): string {
  const head = `${paint('bold', 'ISO 26262')}  methods for deriving test cases. Supports an assessment; it is none.`;
  if (rows.length === 0) return `${head}\n  No requirement names an ASIL.`;
  const blocks = rows.map(({ requirement_id, level, methods }) => {
    const lines = methods.map(({ method, degree, state, reason }) => {
      const [style, word] = states[state];
      return `  ${degree.padEnd(2)} ${paint(style, word.padEnd(14))} ${method}: ${paint('dim', oneLine(reason))}`;
    });
    return [`${paint('bold', oneLine(requirement_id))}  ${level}`, ...lines].join('\n');
  });
  return [head, ...blocks].join('\n\n');
}
