import { ConfigReader } from '@backstage/config';
import { ALLOW_OUTSIDE_DEVELOPMENT } from './config';
import {
  isLoopbackName,
  readListenHost,
  refuseOutsideDevelopment,
} from './surroundings';

describe('readListenHost', () => {
  it.each([
    [undefined, undefined],
    [7007, undefined],
    ['7007', undefined],
    [':7007', undefined],
    ['127.0.0.1:7007', '127.0.0.1'],
    ['0.0.0.0:7007', '0.0.0.0'],
    [{ port: 7007 }, undefined],
    [{ host: '::1' }, '::1'],
  ])('reads %p as %p', (listen, host) => {
    expect(readListenHost(new ConfigReader({ backend: { listen } }))).toBe(
      host,
    );
  });
});

describe('refuseOutsideDevelopment', () => {
  it.each(['127.0.0.1', '127.8.0.1', 'localhost', 'LOCALHOST', '::1', '[::1]'])(
    'accepts a listener on %s',
    listenHost => {
      expect(() =>
        refuseOutsideDevelopment({
          nodeEnv: 'development',
          listenHost,
          allowed: false,
        }),
      ).not.toThrow();
    },
  );

  it.each([
    ['production', '127.0.0.1', /NODE_ENV is production/],
    ['development', undefined, /names no host, so every interface is open/],
    ['development', '0.0.0.0', /'0\.0\.0\.0' is not a loopback address/],
    ['development', '::', /'::' is not a loopback address/],
    ['development', '10.0.0.7', /'10\.0\.0\.7' is not a loopback address/],
    ['development', '127.0.0.1.example.org', /is not a loopback address/],
    ['development', 'localhost.example.org', /is not a loopback address/],
    [undefined, undefined, /names no host/],
  ])('refuses %s on %s, with the remedy', (nodeEnv, listenHost, cause) => {
    const refuse = (allowed: boolean) => () =>
      refuseOutsideDevelopment({ nodeEnv, listenHost, allowed });
    expect(refuse(false)).toThrow(cause);
    expect(refuse(false)).toThrow(ALLOW_OUTSIDE_DEVELOPMENT);
    expect(refuse(true)).not.toThrow();
  });
});

describe('isLoopbackName', () => {
  it.each([
    ['localhost:3000', true],
    ['127.0.0.1', true],
    ['[::1]:7007', true],
    ['portal.localhost:7007', true],
    ['portal.example.org:7007', false],
    ['127.0.0.1.example.org', false],
    ['notlocalhost', false],
    ['', false],
    [undefined, false],
  ])('says of %p: %p', (host, expected) => {
    expect(isLoopbackName(host)).toBe(expected);
  });
});
