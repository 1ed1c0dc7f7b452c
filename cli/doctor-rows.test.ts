import { expect, it } from 'vitest';
import { harmless } from './doctor-rows.ts';

it('shows nothing of a server that moves the cursor, hides text or starts a line', () => {
  const said = 'red \u001b[31mtext\u009b2J\r\n✓ fake\u202e row\u0007';
  const row = harmless({ name: said, ok: false, state: said, fix: said });
  const shown = 'red [31mtext2J ✓ fake row';
  expect(row).toEqual({ name: shown, ok: false, state: shown, fix: shown });
});

it('leaves a row without a way out without one', () => {
  expect(harmless({ name: 'node', ok: true, state: 'v24' })).toEqual({ name: 'node', ok: true, state: 'v24' });
});
