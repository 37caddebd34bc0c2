import type { ResourceManagerApi } from '../api';

/**
 * A Resource Manager made of the methods that a test gives. Any other call rejects and names itself, so that a test shows
 * what it forgot.
 */
export function mockResourceManagerApi(
  methods: Partial<ResourceManagerApi> = {},
): ResourceManagerApi {
  return new Proxy(methods as ResourceManagerApi, {
    get(target, name, receiver) {
      const given: unknown = Reflect.get(target, name, receiver);
      if (given !== undefined || typeof name === 'symbol') {
        return given;
      }
      return async () => {
        throw new Error(
          `mockResourceManagerApi has no ${name}; give it to the test`,
        );
      };
    },
  });
}
