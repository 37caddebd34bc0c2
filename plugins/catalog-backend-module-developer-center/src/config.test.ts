import { mockServices } from '@backstage/backend-test-utils';
import { readProviderSchedules } from './config';

describe('readProviderSchedules', () => {
  it('asks once a minute unless told otherwise', () => {
    const config = mockServices.rootConfig({ data: {} });
    const schedule = { frequency: { seconds: 60 }, timeout: { seconds: 50 } };
    expect(readProviderSchedules(config)).toEqual({
      organisation: schedule,
      tunedModels: schedule,
    });
  });

  it('reads a schedule for each provider', () => {
    const config = mockServices.rootConfig({
      data: {
        catalog: {
          providers: {
            developerCenter: {
              tunedModels: {
                schedule: {
                  frequency: { minutes: 5 },
                  timeout: { minutes: 2 },
                },
              },
            },
          },
        },
      },
    });
    expect(readProviderSchedules(config)).toMatchObject({
      organisation: { frequency: { seconds: 60 } },
      tunedModels: { frequency: { minutes: 5 } },
    });
  });

  it('refuses half a schedule', () => {
    const config = mockServices.rootConfig({
      data: {
        catalog: {
          providers: {
            developerCenter: {
              organisation: { schedule: { frequency: { minutes: 5 } } },
            },
          },
        },
      },
    });
    expect(() => readProviderSchedules(config)).toThrow(/timeout/);
  });
});
