import { describe, expect, it } from 'vitest';
import { nameId } from './name-id.ts';

describe('nameId', () => {
  it.each([
    ['User login', 'User-login'],
    ['user login', 'user-login'],
    ['The `GET /users` endpoint: v2.1', 'The-GET-users-endpoint-v2-1'],
    ['登录限制', '登录限制'],
    ['!?', ''],
  ])('makes %j into %j', (name, id) => {
    expect(nameId(name)).toBe(id);
  });

  it('tells long names apart', () => {
    const long = 'The system shall do many things one after the other until '.repeat(3);
    expect(nameId(`${long} a`)).not.toBe(nameId(`${long} b`));
    expect(nameId(`${long} a`).length).toBeLessThanOrEqual(68);
    expect(nameId('x'.repeat(200)).length).toBeLessThanOrEqual(68);
  });
});
