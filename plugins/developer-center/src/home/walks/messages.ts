/** Texts of the guided walks through the world of the sandbox. */
export const walk = {
  title: 'Ten minutes around the portal',
  progress: '{{seen}} of {{total}} seen',
  hide: 'Hide',
  show: 'Show the guided walk',
  seen: 'Seen',
  notSeen: 'Not seen yet',
  gone: 'What this step showed is no longer there.',
  developer: {
    intro:
      'The MI300X pool is full, and your project still has something to say.',
    capacity: {
      title: 'See what your project holds',
      text: 'Guaranteed, used and borrowed GPUs of each pool, and what is left.',
    },
    model: {
      title: 'Look at a model',
      text: 'What it is, on which GPUs it fits, what was made from it.',
    },
    wouldStart: {
      title: 'Ask whether it would start',
      text: 'Eight GPUs in a full pool: read the verdict before you launch anything.',
    },
    follow: {
      title: 'Follow a run',
      text: 'Its stages, progress, log, and the reason of every wait in plain words.',
    },
    workspace: {
      title: 'Open a workspace',
      text: 'A notebook or an editor beside the GPUs, in its own tab.',
    },
  },
  manager: {
    intro:
      'Every GPU is held, something waits, and somebody changed a quota by hand.',
    whyWaiting: {
      title: 'Why does this run wait?',
      text: 'How many GPUs are short, where, and who stands before it.',
    },
    borrowing: {
      title: 'Who is above guarantee?',
      text: 'MI300X: 48 GPUs, all held, 14 of them borrowed.',
    },
    whatIf: {
      title: 'What if a guarantee changed?',
      text: 'Move four GPUs of MI325X from Language models to Documents, and read who would be suspended before anything is applied.',
    },
    drift: {
      title: 'What does not match?',
      text: 'In hall B a quota was edited on the cluster: field by field, ours and theirs.',
    },
    waste: {
      title: 'Which GPUs are held but idle?',
      text: 'The largest wastes first, with their owners.',
    },
  },
  administrator: {
    intro: 'Two halls, two vendors, one broken GPU.',
    clusters: {
      title: 'Two clusters as they are',
      text: 'Versions, nodes and GPUs as discovered, with the time of the last news.',
    },
    unhealthy: {
      title: 'Find the broken GPU',
      text: 'One MI210 of hall B is unhealthy: seven of eight can be used.',
    },
    pools: {
      title: 'See the compute pools',
      text: 'Nodes by label, one flavor each, capacity and what is held.',
    },
    people: {
      title: 'Departments, projects, people',
      text: 'Who belongs where, and on which clusters each project is ready.',
    },
    connect: {
      title: 'Connect your own cluster',
      text: 'Check a kubeconfig: what is behind it, and which rights are missing.',
    },
  },
  stakeholder: {
    intro: 'What the GPUs are doing, in numbers that add up.',
    sum: {
      title: 'Where is every GPU?',
      text: 'Busy, held but idle, reserved, free and unavailable add up to the capacity.',
    },
    departments: {
      title: 'Who holds them?',
      text: 'The same, by department.',
    },
    history: {
      title: 'How was it over two weeks?',
      text: 'Nights, weekends, and how much of it worked.',
    },
    catalogue: {
      title: 'What is there to build on?',
      text: 'Models, datasets and workloads, each figure with its source.',
    },
    quotas: {
      title: 'Who is guaranteed what?',
      text: 'Guarantees and use of each project, pool by pool.',
    },
  },
} as const;
