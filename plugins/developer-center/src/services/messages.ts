/** Texts that workspaces and endpoints have in common: runs that answer for as long as they are not stopped. */
export const services = {
  project: 'Project',
  gpus: 'GPUs',
  cpuOnly: 'none',
  owner: 'Owner',
  since: 'Running since',
  submitted: 'Submitted',
  where: 'Where',
  stopNamed: 'Stop {{name}}',
  more: 'Only the newest {{shown}} are shown.',
} as const;
