import { useApiQuery } from './query';

/** Who the user is here and what they may do. */
export function useMe() {
  return useApiQuery({
    kind: 'me',
    key: [],
    fetch: (api, options) => api.getMe(options),
  });
}
