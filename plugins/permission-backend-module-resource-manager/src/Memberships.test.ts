import { mockServices } from '@backstage/backend-test-utils';
import { Memberships } from './Memberships';

const nadia = {
  projects: ['llm'],
  departments: ['research'],
  departmentProjects: ['llm'],
};
const nothing = { projects: [], departments: [], departmentProjects: [] };

function create(
  answer: () => Promise<typeof nadia>,
  options: { patienceMs?: number } = {},
) {
  const getMemberships = jest.fn(answer);
  const logger = mockServices.logger.mock();
  const clock = { nowMs: 0 };
  const memberships = Memberships.create({
    resourceManager: { getMemberships },
    auth: mockServices.auth(),
    logger,
    now: () => clock.nowMs,
    ...options,
  });
  return { memberships, getMemberships, logger, clock };
}

describe('Memberships', () => {
  it('asks once for many at the same time, as a service', async () => {
    const { memberships, getMemberships } = create(async () => nadia);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => memberships.of('user:default/nadia')),
    );
    expect(answers).toEqual(Array.from({ length: 50 }, () => nadia));
    expect(getMemberships).toHaveBeenCalledTimes(1);
    expect(getMemberships).toHaveBeenCalledWith(
      { userRef: 'user:default/nadia' },
      {
        credentials: expect.objectContaining({
          principal: expect.objectContaining({ type: 'service' }),
        }),
      },
    );
  });

  it('asks again after a second, and for somebody else', async () => {
    const { memberships, getMemberships, clock } = create(async () => nadia);
    await memberships.of('user:default/nadia');
    clock.nowMs = 999;
    await memberships.of('user:default/nadia');
    expect(getMemberships).toHaveBeenCalledTimes(1);
    getMemberships.mockResolvedValue(nothing);
    clock.nowMs = 1_000;
    await expect(memberships.of('user:default/nadia')).resolves.toEqual(
      nothing,
    );
    await memberships.of('user:default/sven');
    expect(getMemberships).toHaveBeenCalledTimes(3);
  });

  it('takes a person for a stranger where the Resource Manager fails, and says so', async () => {
    const { memberships, logger, getMemberships, clock } = create(async () => {
      throw new Error('down');
    });
    await expect(memberships.of('user:default/nadia')).resolves.toEqual(
      nothing,
    );
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('down'));
    getMemberships.mockResolvedValue(nadia);
    clock.nowMs = 1_000;
    await expect(memberships.of('user:default/nadia')).resolves.toEqual(nadia);
  });

  it('does not wait for one that hangs', async () => {
    const { memberships, logger } = create(() => new Promise(() => {}), {
      patienceMs: 1,
    });
    await expect(memberships.of('user:default/nadia')).resolves.toEqual(
      nothing,
    );
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('no answer within 1 ms'),
    );
  });

  it('forgets people who do not come back', async () => {
    const { memberships, getMemberships, clock } = create(async () => nadia);
    for (let person = 0; person < 1_000; person += 1) {
      await memberships.of(`user:default/${person}`);
    }
    clock.nowMs = 5_000;
    await memberships.of('user:default/1000');
    await memberships.of('user:default/0');
    expect(getMemberships).toHaveBeenCalledTimes(1_002);
  });
});
