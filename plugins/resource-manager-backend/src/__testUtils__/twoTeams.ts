/** A seed with two teams of one department: team-a is guaranteed 16 MI300X of hall-a, team-b borrows there. */
export const twoTeams = {
  departments: [{ name: 'research', title: 'Research' }],
  projects: [
    { name: 'team-a', title: 'Team A', department: 'research' },
    { name: 'team-b', title: 'Team B', department: 'research' },
  ],
  pools: [
    {
      cluster: 'hall-a',
      name: 'mi300x',
      title: 'MI300X',
      selector: { 'kaiwo/gpu-model': 'mi300x' },
    },
    {
      cluster: 'hall-b',
      name: 'l40s',
      title: 'L40S',
      selector: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
    },
  ],
  quotas: [
    {
      project: 'team-a',
      cluster: 'hall-a',
      pools: [{ pool: 'mi300x', gpus: 16 }],
    },
    {
      project: 'team-b',
      cluster: 'hall-a',
      pools: [{ pool: 'mi300x', access: 'borrow' }],
    },
  ],
};

/** The body of a quota that guarantees MI300X, as a quantity. */
export function guaranteeOf(guaranteed: string) {
  return {
    pools: [
      {
        pool: 'mi300x',
        access: 'guaranteed',
        resources: [{ resource: 'amd.com/gpu', guaranteed }],
      },
    ],
  };
}
