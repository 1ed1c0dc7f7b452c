import { expect, it } from 'vitest';
import { isForeign } from './foreign.ts';

it.each([
  'Die Steuerung muss die Tür verriegeln.',
  'Der Benutzer kann sein Passwort zurücksetzen.',
  "La pompe doit s'arrêter quand le réservoir est vide.",
  'El usuario debe poder cambiar su contraseña en cualquier momento.',
  'Il sistema deve inviare una notifica quando il pacco è consegnato.',
  '系统应在用户连续三次输入错误密码后锁定账户15分钟。',
  'ユーザーがログアウトしたとき、システムはセッションを削除すること。',
  'Система должна удалить сессию.',
])('tells that "%s" is in another language', (text) => {
  expect(isForeign(text)).toBe(true);
});

it.each([
  'The system shall lock the door.',
  'User can sort the list by date.',
  'Search by name',
  'In no case must a die be sold on.',
  'Show the µ value in Ω and the name "Müller".',
  'The display shall show 温度 in °C.',
])('takes "%s" for English', (text) => {
  expect(isForeign(text)).toBe(false);
});
