import { expect, test } from 'vitest';
import { localAddress } from './local-address';

test('a port of this machine is known by all its names', () => {
  expect(localAddress('http://localhost:5173/')).toEqual({ port: 5173, path: '/' });
  expect(localAddress('http://127.0.0.1:3001/a?b=c#d')).toEqual({ port: 3001, path: '/a?b=c#d' });
  expect(localAddress('http://[::1]:8080')).toEqual({ port: 8080, path: '/' });
  expect(localAddress('https://localhost/')).toEqual({ port: 443, path: '/' });
});

test('what leads elsewhere is not', () => {
  expect(localAddress('http://example.org:5173/')).toBeNull();
  expect(localAddress('http://localhost.example.org/')).toBeNull();
  expect(localAddress('file://localhost/etc/passwd')).toBeNull();
  expect(localAddress('nonsense')).toBeNull();
});
